import { CustomState } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/**
 * A Pass state that replaces the state: names ending in `.$` are paths, all other values are literal, null included.
 * Plain ASL, because the CDK's own Pass leaves null out.
 */
export function passParameters(
  scope: Construct,
  name: string,
  parameters: Readonly<Record<string, unknown>>,
): CustomState {
  return new CustomState(scope, name, { stateJson: { Type: 'Pass', Parameters: parameters } });
}

/**
 * The first state of a workflow whose calls hand on how far they are: what `executionInput` has, of which the run's id
 * and stamp are made, and no progress yet.
 */
export const openExecution = (scope: Construct): CustomState =>
  passParameters(scope, 'Open', {
    'input.$': '$',
    'execution.$': '$$.Execution.Name',
    'startedAt.$': '$$.Execution.StartTime',
    progress: null,
  });
