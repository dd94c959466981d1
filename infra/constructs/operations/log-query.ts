import { CfnQueryDefinition, type LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { programName, type StageSettings } from '../../config.ts';

/**
 * What went wrong, the latest first: lines of functions, and events of executions with their ARN. A failed execution is
 * among them, and what its functions said in the same minutes.
 */
const QUERY = [
  'fields @timestamp, level, message, runId, segment, page, type, execution_arn, @log',
  'filter level in ["ERROR", "WARN"] or type like /(Failed|TimedOut|Aborted)$/',
  'sort @timestamp desc',
  'limit 200',
].join('\n| ');

/** The name of the saved query of a workflow in Logs Insights, where a slash makes a folder. */
export const logQueryName = (settings: StageSettings, workflow: string): string =>
  `${programName(settings)}/${workflow}`;

/** Saves the query of a workflow for Logs Insights (CloudWatch → Logs Insights → Queries). */
export function saveLogQuery(
  scope: Construct,
  settings: StageSettings,
  workflow: string,
  logGroups: readonly LogGroup[],
): void {
  new CfnQueryDefinition(scope, 'LogQuery', {
    name: logQueryName(settings, workflow),
    logGroupNames: logGroups.map(({ logGroupName }) => logGroupName),
    queryString: QUERY,
  });
}
