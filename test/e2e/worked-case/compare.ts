import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Deployed } from '../../../infra/account/deployed.ts';
import { readInput } from '../../../infra/local/simulation/input/read-input.ts';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { differences, jsonLines, resultsOf } from '../../simulate/results.ts';
import { sentMails } from '../aws/mails.ts';
import type { Context } from '../run/context.ts';
import type { WorkedCase } from './case.ts';
import type { Embedded } from './embedded.ts';
import { type Found, readResults } from './results.ts';

/**
 * Compares what came of the case on the emulator with the embedded default, word by word, and with the model's
 * expectations.
 */
export async function compareCase(context: Context, deployed: Deployed, workedCase: WorkedCase, embedded: Embedded) {
  const { clients } = context;
  const { config, partnerIds } = await readInput(workedCase.inputDir, undefined, civilDateOf(workedCase.from));
  const found = await readResults(clients, deployed, { config, partnerIds, on: civilDateOf(workedCase.to) });
  compareWithEmbedded(context, found, embedded);
  await compareMailbox(context, embedded);
  compareWithModel(context, found, workedCase);
}

function compareWithEmbedded({ checks }: Context, found: Found, embedded: Embedded): void {
  const lines = (name: 'emails' | 'memberships' | 'kpi') => {
    checks.sameLines(`same ${name} as the embedded default`, asText(found[name]), embedded.lines(`${name}.jsonl`));
  };
  lines('emails');
  lines('memberships');
  lines('kpi');
  checks.sameLines('same decisions, rule by rule', asText(found.decisions), embedded.lines('decisions.jsonl'));
  checks.equal('same batches, byte by byte', found.directory, batchesIn(join(embedded.folder, 'directory')));
}

/** What SES took, whatever the ledger says of it. */
async function compareMailbox({ clients, checks }: Context, embedded: Embedded): Promise<void> {
  const mails = await sentMails(clients);
  if (mails === null) return checks.gap('does not show the mails that its SES took: the ledger alone is compared');
  const expected = embedded.lines('emails.jsonl').map((line) => JSON.parse(line) as { to: string; subject: string });
  const lineOf = ({ to, subject }: { to: string; subject: string }) => `${to} ${subject}`;
  // Two partners may get mails that read alike: each counts.
  const counted = (lines: readonly string[]) =>
    [...Map.groupBy(lines, String)].map(([line, same]) => `${same.length} × ${line}`);
  checks.sameLines('SES took each mail, and once', counted(mails.map(lineOf)), counted(expected.map(lineOf)));
}

function compareWithModel({ checks }: Context, found: Found, { expectedDir }: WorkedCase): void {
  const file = (name: string) => jsonLines(join(expectedDir, name));
  const expected = resultsOf({
    emails: file('emails.jsonl'),
    memberships: file('memberships.jsonl'),
    kpi: file('kpi.jsonl'),
    directory: JSON.parse(readFileSync(join(expectedDir, 'directory.json'), 'utf8')),
  });
  const batches = Object.entries(found.directory).map(([month, text]) => [month, linesOfBatch(text)] as const);
  const actual = resultsOf({ ...found, directory: Object.fromEntries(batches) });
  checks.equal('nothing differs from what the independent model expects', differences(actual, expected), []);
}

function linesOfBatch(text: string): [string, string][] {
  const rows: { action: string; partner_id: string }[] = parse(text, { columns: true });
  return rows.map(({ action, partner_id }) => [action, partner_id]);
}

const batchesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name.slice(0, -4), readFileSync(join(folder, name), 'utf8')]));

const asText = (lines: readonly object[]): string[] => lines.map((line) => JSON.stringify(line));
