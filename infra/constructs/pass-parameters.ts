import { CustomState } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/**
 * A Pass state that makes the state anew: names ending in `.$` are paths, everything else is as it stands, null included.
 * Written as plain ASL because the CDK's own Pass leaves null out.
 */
export function passParameters(
  scope: Construct,
  name: string,
  parameters: Readonly<Record<string, unknown>>,
): CustomState {
  return new CustomState(scope, name, { stateJson: { Type: 'Pass', Parameters: parameters } });
}
