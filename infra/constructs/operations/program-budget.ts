import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { programName, type StageSettings } from '../../config.ts';
import { tagsOf } from '../../tags.ts';

/** In percent of the budget: what was spent, and what AWS expects to be spent by the end of the month. */
const NOTICES = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'ACTUAL', threshold: 100 },
  { notificationType: 'FORECASTED', threshold: 100 },
];

/**
 * What the stage may cost in a month, and a notice to the topic of the alarms when it costs more. Its costs are those
 * of the resources with its tags: of none, as long as the tags are not activated as cost allocation tags (AWS Billing
 * User Guide, "Activating user-defined cost allocation tags").
 */
export class ProgramBudget extends Construct {
  constructor(scope: Construct, id: string, settings: StageSettings, topic: ITopic) {
    super(scope, id);
    const { program, stage } = tagsOf(settings);
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: programName(settings),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: settings.monthlyBudget, unit: 'USD' },
        // A filter of both tags: another program of the account has a stage prod, too. With it AWS takes `Metrics`, not
        // `CostTypes` (AWS Billing and Cost Management API Reference, "Budget").
        filterExpression: {
          and: [{ tags: { key: 'program', values: [program] } }, { tags: { key: 'stage', values: [stage] } }],
        },
        metrics: ['UnblendedCost'],
      },
      notificationsWithSubscribers: NOTICES.map((notice) => ({
        notification: { ...notice, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
        subscribers: [{ subscriptionType: 'SNS', address: topic.topicArn }],
      })),
    });
  }
}
