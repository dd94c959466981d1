/**
 * How much memory `assemble` needs for a month's batch, by the number of its lines:
 * `node test/bench/memory/assemble.ts [LINES …]`. Each size has a process of its own, so that one does not pay for
 * another; the S3 stand-in runs in this one.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { DynamoDBClient, QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { openLargeObjects } from '../../../shared/lambda/large-objects.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import type { Run } from '../../../shared/sweep/run.ts';
import { assembleBatch } from '../../../shared/workflows/sweeps/assemble-batch.ts';
import { startTestBucket } from '../../integration/support/test-bucket.ts';

const RUN = { phase: 'submit', dryRun: false, isPartial: false, asOf: '2027-01-18', runId: 'run-1' } as Run;
/** Items in an answer of DynamoDB, which has 1 MB at most. */
const PAGE = 3_000;
const SIZES = [1_000, 100_000, 1_000_000];
const MB = 1024 * 1024;
/** Garbage is collected as in a function of little memory: what is measured is what is needed. */
const HEAP = ['--max-old-space-size=96', '--max-semi-space-size=4'];

async function compare(given: number[]): Promise<void> {
  const bucket = await startTestBucket('reports');
  const rows: [number, number, number][] = [];
  for (const lines of given.length > 0 ? given : SIZES) {
    const environment = { ...process.env, ...bucket.environment };
    const args = [...HEAP, import.meta.filename, '--child', String(lines)];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: environment });
    const { seconds, bytes } = JSON.parse(stdout);
    rows.push([lines, seconds, bytes]);
  }
  await bucket.stop();
  const least = rows[0]?.[2] ?? 1;
  console.log('lines      seconds  memory  ratio');
  for (const [lines, seconds, bytes] of rows)
    console.log(
      `${String(lines).padEnd(9)} ${seconds.toFixed(1).padStart(8)} ${`${Math.round(bytes / MB)} MB`.padStart(7)} ${(bytes / least).toFixed(2).padStart(6)}`,
    );
}

async function assemble(lines: number): Promise<void> {
  const store = openStore(new Table(clientOf(lines), 'bench'), { noticeStages: [1] });
  const start = performance.now();
  const entries = await assembleBatch(store, openLargeObjects('reports'), RUN);
  if (entries !== lines) throw new Error(`${entries} lines of ${lines}`);
  const bytes = process.resourceUsage().maxRSS * 1024;
  console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, bytes }));
}

/** A table with so many entries of the batch, made as they are asked for. */
function clientOf(lines: number): DynamoDBClient {
  const item = (index: number) => {
    const partnerId = `P-${String(index).padStart(8, '0')}`;
    const listed = {
      displayName: `주식회사 학습파트너 ${index}`,
      country: 'KR',
      url: `https://p${index}.example/learn`,
    };
    const value = { ...listed, partnerId, month: '2027-01', action: 'add' };
    return marshall({ pk: 'BATCH#2027-01', sk: `ENTRY#${partnerId}`, version: 1, shape: 1, value });
  };
  const send = async ({ input }: { input: QueryCommandInput }) => {
    if (input.KeyConditionExpression === undefined) return {};
    const first = input.ExclusiveStartKey ? Number(input.ExclusiveStartKey.sk?.S?.replace('ENTRY#P-', '')) + 1 : 0;
    const Items = Array.from({ length: Math.min(PAGE, lines - first) }, (_, index) => item(first + index));
    const last = Items.at(-1);
    return { Items, ...(first + PAGE < lines && last && { LastEvaluatedKey: { pk: last.pk, sk: last.sk } }) };
  };
  return { send } as unknown as DynamoDBClient;
}

const [mode, ...sizes] = process.argv.slice(2);
if (mode === '--child') await assemble(Number(sizes[0]));
else await compare([mode, ...sizes].filter((size) => size !== undefined).map(Number));
