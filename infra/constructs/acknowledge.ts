import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Acknowledges a finding of cdk-nag for a construct and everything in it, with a reason. `rule`: `AwsSolutions-SQS3`,
 * or one finding of it.
 */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: rule, reason });
}

/** Acknowledges a wildcard in the policies of a construct, with a reason. `resource`: the ARN with the wildcard. */
export function acknowledgeWildcard(construct: IConstruct, resource: string, reason: string): void {
  acknowledge(construct, `AwsSolutions-IAM5[Resource::${findingText(Stack.of(construct).resolve(resource))}]`, reason);
}

/** A CloudFormation value as cdk-nag writes it in the name of a finding. */
function findingText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [name, argument] = Object.entries(value)[0] ?? [];
  switch (name) {
    case 'Fn::Join':
      return argument[1].map(findingText).join(argument[0]);
    case 'Fn::GetAtt':
      return `<${argument.join('.')}>`;
    case 'Fn::GetStackOutput':
      return JSON.stringify(value);
    case 'Ref':
      return `<${argument}>`;
    default:
      throw new Error(
        `an ARN is made of Fn::Join, Fn::GetAtt, Fn::GetStackOutput and Ref, got ${JSON.stringify(value)}`,
      );
  }
}
