import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Removes the `DependsOn` that the CDK adds to a resource with a role: the resource refers to its role, and all
 * permissions are in the role itself, so that the dependency is redundant (cfn-lint W3005).
 */
export function removeRedundantDependencies(construct: IConstruct): void {
  (construct.node.defaultChild as CfnResource).addDeletionOverride('DependsOn');
}
