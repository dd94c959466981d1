import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProgramConfig } from '../../../../shared/domain/config/program-config.ts';
import type { CivilDate } from '../../../../shared/domain/core/calendar.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { OUTPUT_FILES } from '../../viewer/results/folder.ts';
import type { EmailLine } from '../../viewer/results/lines.ts';
import { openProgramStore } from '../open-program-store.ts';
import { compareMails, everyCopy } from './ledger-mails.ts';
import { type PartnerState, readPartnerState } from './read-partner-state.ts';

/** Partners that are read at the same time. */
const CONCURRENCY = 8;

export type FinalStateOptions = {
  readonly emulator: Emulator;
  readonly config: ProgramConfig;
  /** All partners: the table is read by key, never scanned. */
  readonly partnerIds: readonly string[];
  /** The last day. */
  readonly on: CivilDate;
  /** Mails about listings, from the reports of runs: a listing's ledger keeps the latest months only. */
  readonly listingMails: readonly EmailLine[];
};

/**
 * Writes the final state of the table: memberships.jsonl, forecast.jsonl and partners.jsonl, by id; emails.jsonl, from
 * the notice ledgers; kpi.jsonl, from the reports of refreshes, by day.
 *
 * @returns mails, by kind
 */
export async function writeFinalState(folder: string, options: FinalStateOptions): Promise<Record<string, number>> {
  const states = await readStates(options);
  const memberships = states.flatMap((state) => state.memberships);
  const ofLedgers = states.flatMap((state) => state.mails);
  const mails = everyCopy(options.listingMails, ofLedgers).sort(compareMails);
  await writeFile(join(folder, OUTPUT_FILES.memberships), jsonLines(memberships));
  await writeFile(join(folder, OUTPUT_FILES.emails), jsonLines(mails));
  const kpi = states.flatMap((state) => state.kpi).sort((a, b) => (a.asOf === b.asOf ? 0 : a.asOf < b.asOf ? -1 : 1));
  await writeFile(join(folder, OUTPUT_FILES.kpi), jsonLines(kpi));
  const forecasts = states.flatMap((state) => state.forecasts);
  await writeFile(join(folder, OUTPUT_FILES.forecast), jsonLines(forecasts));
  const partners = states.flatMap((state) => state.partners);
  await writeFile(join(folder, OUTPUT_FILES.partners), jsonLines(partners));
  const byKind = Map.groupBy(mails, ({ kind }) => kind);
  return Object.fromEntries([...byKind].map(([kind, { length }]) => [kind, length]));
}

/** In the order of the partners' ids. */
async function readStates({ emulator, config, partnerIds, on }: FinalStateOptions): Promise<PartnerState[]> {
  const { store, close } = openProgramStore(emulator, config);
  const ids = [...partnerIds].sort();
  const states: PartnerState[] = [];
  try {
    for (let start = 0; start < ids.length; start += CONCURRENCY) {
      const chunk = ids.slice(start, start + CONCURRENCY);
      states.push(...(await Promise.all(chunk.map((partnerId) => readPartnerState(store, config, partnerId, on)))));
    }
    return states;
  } finally {
    close();
  }
}

const jsonLines = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
