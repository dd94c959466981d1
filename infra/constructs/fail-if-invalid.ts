import { Choice, Condition, Fail } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';

/**
 * A choice that ends the execution with error `InvalidInput` and a readable cause when a function has found the input
 * invalid.
 */
export function failIfInvalid(scope: Construct): Choice {
  const invalid = new Fail(scope, 'Invalid input', { error: 'InvalidInput', causePath: '$.cause' });
  return new Choice(scope, 'Input valid?').when(Condition.booleanEquals('$.valid', false), invalid);
}
