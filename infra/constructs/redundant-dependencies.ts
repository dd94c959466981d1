import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Takes away the `DependsOn` that the CDK gives to a resource with a role: the resource names its role, and all permissions
 * are in the role itself, so that it says the same thing twice (cfn-lint W3005).
 */
export function removeRedundantDependencies(construct: IConstruct): void {
  (construct.node.defaultChild as CfnResource).addDeletionOverride('DependsOn');
}
