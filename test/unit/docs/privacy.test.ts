/** docs/privacy.md names everything that the templates deploy, and keeps it as long as they do (R-OPS-4). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingsFile } from '../../../infra/config.ts';
import { keys } from '../../../shared/store/keys.ts';
import { resourcesOfType, synthesized } from '../infra/synthesized.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/privacy.md'), 'utf8');
/** The cells of the table, by the first of each row. */
const rows = new Map(
  page
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, where = '', ...cells]) => [where, cells]),
);
const { templates } = synthesized({ stage: 'prod' });
const resources = Object.values(templates).flatMap((stack) => Object.entries(stack));

/** Where the page tells of a resource, by its type and the beginning of its id. */
const ROWS_OF: readonly [type: string, id: string, row: string][] = [
  ['AWS::DynamoDB::Table', 'Table', 'table, point-in-time recovery'],
  ['AWS::Backup::', 'Backups', 'backups of the table'],
  ['AWS::Events::Archive', 'MailEvents', 'archive of mail events'],
  ['AWS::S3::Bucket', 'Imports', 'imports bucket'],
  ['AWS::S3::Bucket', 'Reports', 'reports bucket, `runs/`'],
  ['AWS::S3::Bucket', 'AccessLogs', 'access logs bucket'],
  ['AWS::Logs::LogGroup', '', 'logs of functions'],
  ['AWS::StepFunctions::StateMachine', '', 'Step Functions'],
  ['AWS::SQS::Queue', 'MailEvents', 'queues of mail events'],
  ['AWS::SQS::Queue', 'DeadLetters', 'queue of dead letters'],
  ['AWS::SNS::Topic', '', 'topic of alarms'],
  ['AWS::SNS::Subscription', '', 'topic of alarms'],
  ['AWS::SES::', '', 'SES'],
  ['AWS::CloudWatch::', '', 'metrics, traces'],
  ['AWS::Lambda::Function', '', 'metrics, traces'],
];

/** They have settings and permissions, and keep nothing of what goes through them. */
const KEEP_NOTHING =
  /^AWS::(Budgets::Budget|Events::Rule|IAM::.+|KMS::Key|Lambda::Event.+|Logs::QueryDefinition|S3::BucketPolicy|SNS::TopicPolicy|SQS::QueuePolicy|Scheduler::.+)$/;

describe('docs/privacy.md', () => {
  it('has a row for everything in the templates that keeps something', () => {
    const untold = resources.filter(
      ([id, { Type }]) =>
        !KEEP_NOTHING.test(Type) &&
        !ROWS_OF.some(([type, prefix, row]) => Type.startsWith(type) && id.startsWith(prefix) && rows.has(row)),
    );
    expect(untold.map(([id]) => id)).toEqual([]);
  });

  it('names every kind of item that the table has', () => {
    expect([...rows.keys()].filter((where) => where.startsWith('table')).join('; ')).toBe(
      'table, partner; table, partner, of an erasure under way; table, memberships, closed cycles, listings, failure records; ' +
        'table, employees and what links them to partners; table, benefits; table, commands; ' +
        'table, invoice lines, KPI ledgers and reports, enrolments, batches, completed and incomplete runs, numbers of events, send slots, pages of listings; ' +
        'table, its indexes `due` and `expiry`; table, point-in-time recovery',
    );
    expect(Object.keys(keys)).toEqual([
      ...['partner', 'membership', 'enrolment', 'cycle', 'kpiLedger', 'kpiReport', 'skills', 'associatedEmployee'],
      ...['employee', 'benefits', 'listing', 'invoiceLine', 'command', 'batch', 'batchEntry', 'failureRecord'],
      ...['completedRun', 'incompleteRun', 'eventLog', 'sendSlots', 'landingPage'],
    ]);
  });

  it.each([
    ['reports bucket, `runs/`', 'reportsKeptDays'],
    ['imports bucket', 'importsKeptDays'],
    ['both buckets, what was replaced or has expired', 'replacedKeptDays'],
    ['access logs bucket', 'accessLogsKeptDays'],
    ['table, point-in-time recovery', 'recoveryDays'],
    ['backups of the table', 'dailyBackupsKeptDays'],
    ['backups of the table, the first of a month', 'monthlyBackupsKeptDays'],
    ['archive of mail events', 'recoveryDays'],
    ['logs of functions', 'logsKeptDays'],
    ['logs of executions', 'logsKeptDays'],
  ] as const)('gives %s as long as the default of %s', (where, setting) => {
    const days = settingsFile.shape[setting].parse(undefined);
    expect(rows.get(where)?.at(-2)).toContain(`\`${setting}\` of the stage, default ${days}`);
  });

  it('says of what no setting changes how long it is kept: queues', () => {
    const queues = resourcesOfType(templates.workflows, 'AWS::SQS::Queue');
    for (const { Properties } of queues) expect(Properties.MessageRetentionPeriod).toBe(14 * 86_400);
    for (const where of ['queues of mail events', 'queue of dead letters'])
      expect(rows.get(where)?.at(-2)).toMatch(/14 days/);
  });
});
