import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type OptionTypes, readOptions, requiredOption } from '../../local/cli/options.ts';
import { checkRestoredTable } from './check.ts';

export const HELP = `npm run restored-table -- --table RESTORED --like TABLE [--apply]

Compares a table that was restored with the one that it takes the place of, in the account and region of the credentials at hand:
keys, indexes, billing and encryption; what a restore leaves behind (time to live, point-in-time recovery, deletion protection,
tags, stream); how many items of each kind there are, whether the indexes hold what they should, and whether every item can be read.

  --table RESTORED   the restored table
  --like TABLE       the one that it takes the place of
  --apply            set what a restore leaves behind as it is there

A line each: ok; set (was different, and is not any more); differs (do not use the table so); told (for you to judge: what was
written since that point in time is not there). Both tables are read as a whole. Exit code 1: something differs.
`;

const COMMAND = {
  command: 'restored-table',
  options: { table: { type: 'string' }, like: { type: 'string' }, apply: { type: 'boolean' } } satisfies OptionTypes,
};

/** The command `restored-table`. @throws UserError */
export async function restoredTableCommand(args: string[]): Promise<void> {
  const values = readOptions(COMMAND, args);
  if (values.help === true) return void process.stdout.write(HELP);
  const [table, like] = ['table', 'like'].map((name) => requiredOption(COMMAND.command, values, name)) as [
    string,
    string,
  ];
  const client = new DynamoDBClient({});
  try {
    const findings = await checkRestoredTable(client, { table, like, apply: values.apply === true });
    for (const { state, text } of findings) process.stdout.write(`${state.padEnd(7)}  ${text}\n`);
    const differing = findings.filter(({ state }) => state === 'differs').length;
    if (differing === 0) return void process.stdout.write(`\n${table} can take the place of ${like}\n`);
    process.stdout.write(
      `\n${differing} of ${findings.length} differ: ${table} cannot take the place of ${like} yet\n`,
    );
    process.exitCode = 1;
  } finally {
    client.destroy();
  }
}
