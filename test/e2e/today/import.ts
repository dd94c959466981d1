import type { Deployed } from '../../../infra/account/deployed.ts';
import { type Ended, ended, execute, executionsOf } from '../../../infra/account/executions.ts';
import { linesBelow, upload } from '../../../infra/account/objects.ts';
import { until } from '../../../infra/account/until.ts';
import type { Context } from '../run/context.ts';
import { filesOfToday } from './data.ts';

const PATIENCE = { forMs: 15_000, everyMs: 200 };
const FOLDER = 'today/';

/** Uploads today's files as an operator does; each upload starts the workflow `import` by itself. */
export async function importToday(context: Context, deployed: Deployed): Promise<void> {
  const { checks } = context;
  const outputs: Record<string, unknown>[] = [];
  for (const [name, text] of Object.entries(filesOfToday())) {
    const loaded = await importFile(context, deployed, `${FOLDER}${name}`, text);
    checks.equal(`${name} is loaded`, loaded.status, 'SUCCEEDED');
    outputs.push(loaded.output);
  }
  checks.equal(
    'rows loaded and rejected',
    outputs.map(({ loaded, rejected }) => [loaded, rejected]),
    [
      [8, 0],
      [26, 1],
      [8, 1],
    ],
  );
  await checkReport(context, deployed);
  await importAgain(context, deployed);
}

/** @returns the execution that the upload started, ended */
export async function importFile(context: Context, deployed: Deployed, key: string, text: string): Promise<Ended> {
  const { clients, checks } = context;
  const machine = deployed.machines.import;
  const before = new Set(await executionsOf(clients, machine));
  await upload(clients, deployed.imports, key, text);
  const look = async () => (await executionsOf(clients, machine)).find((arn) => !before.has(arn));
  const started = await until(look, PATIENCE);
  if (started === undefined) {
    checks.gap(
      `delivers no S3 event "Object Created" to the rule: import of ${key} is started through the API instead`,
    );
    return execute(clients, machine, { bucket: deployed.imports, key });
  }
  const loaded = await ended(clients, started);
  checks.equal(`the upload of ${key} starts import with it`, loaded.input, { bucket: deployed.imports, key });
  return loaded;
}

async function checkReport({ clients, checks }: Context, { imports, machines }: Deployed): Promise<void> {
  const lines = await linesBelow(clients, imports, `reports/${FOLDER}`, '.jsonl');
  const rejected = lines.map((line) => JSON.parse(line)).map(({ file, line, field }) => `${file}:${line} ${field}`);
  checks.equal('the report of rejected rows names file, line and column', rejected.sort(), [
    'contacts.csv:28 role',
    'memberships.csv:10 purchased_on',
  ]);
  const executions = await executionsOf(clients, machines.import);
  checks.equal('reports of rejected rows start no import', executions.length, Object.keys(filesOfToday()).length);
}

/** Through the API, as an operator repeats it: nothing is loaded twice. */
async function importAgain({ clients, checks }: Context, { machines, imports }: Deployed): Promise<void> {
  const { output } = await execute(clients, machines.import, { bucket: imports, key: `${FOLDER}partners.csv` });
  checks.equal('a file that is imported twice changes nothing', [output?.loaded, output?.unchanged], [0, 8]);
  const wrong = await execute(clients, machines.import, { bucket: imports, key: 'nothing-like-it.txt' });
  checks.equal('a file of another name is refused', [wrong.status, wrong.error], ['FAILED', 'InvalidInput']);
  checks.matches('and the cause names the files there are', wrong.cause, /partners\.csv/);
}
