/** Preparations of folders that are written for a test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Answers } from '../../../../infra/local/preparation/answers.ts';
import { type Preparation, prepare } from '../../../../infra/local/preparation/prepare.ts';
import { civilDateOf } from '../../../../shared/domain/core/calendar.ts';

export const DAY = civilDateOf('2027-01-01');
const root = mkdtempSync(join(tmpdir(), 'preparation-'));
let folders = 0;

export const removeFolders = (): void => afterAll(() => rmSync(root, { recursive: true, force: true }));

export function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const dir = join(root, String(++folders));
  mkdirSync(dir, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
  return dir;
}

export const prepared = (
  files: Readonly<Record<string, string | Buffer>>,
  answers: Partial<Answers> = {},
): Promise<Preparation> =>
  prepare(folderWith(files), { entries: {}, dates: undefined, numbers: undefined, ...answers }, DAY);

/** A folder in which nothing has to be prepared. */
export const CLEAN = {
  'partners.csv':
    'partner_id,name,country,verified_domains,profile_reviewed_on,mct_count\nP-1,One,KR,one.example,2026-03-04,1\nP-2,Two,TW,,,\n',
  'contacts.csv': 'partner_id,role,name,email,locale\nP-1,mpn-admin,Ann,ann@one.example,en\n',
  'memberships.csv':
    'partner_id,membership_id,offer,competency,level,learning_option,purchased_on,paid_through_cycle\nP-1,M1,action-pack,,,,2024-02-29,2\n',
} as const;

export const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

/** A clean folder with other partners, and what became of them. */
export async function partnersOf(csv: string, answers: Partial<Answers> = {}): Promise<Preparation & { text: string }> {
  const preparation = await prepared({ ...CLEAN, 'partners.csv': csv }, answers);
  return { ...preparation, text: String(preparation.files.get('partners.csv')) };
}
