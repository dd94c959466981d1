import { afterAll, beforeAll } from 'vitest';
import { actionPack, admin, adminOf, gold, invoice, listing, partner, payment } from '../support/partners.ts';
import { type Line, outputOf, Program } from '../support/program.ts';
import { sesEvent } from '../support/ses-events.ts';

export const ANNA = adminOf('P-1');
export const BO = 'bo@p-1.example';

const SET_CONTACTS = {
  command: 'set-contacts',
  contacts: [{ role: 'mpn-admin', name: 'Bo', email: BO, locale: 'ko-KR' }],
};

export const REVENUE = { competency: 'DevOps', metric: 'revenue', value: '100000' };
export let program: Program;

/** Every line of the reports of the year. */
export const decisions: Line[] = [];

export const explain = async (more: object = {}): Promise<Line[]> =>
  (await program.given({ command: 'explain', partnerId: 'P-1', ...more }, '2027-05-01')).decisions;

export async function run(workflow: string, day: string, input = {}): Promise<void> {
  decisions.push(...(await program.decisions(await program.run(workflow, day, input))));
}

export async function give(command: Line, day: string): Promise<Line> {
  const execution = await program.command({ partnerId: 'P-1', ...command }, day);
  decisions.push(...(await program.decisions(execution)));
  return outputOf(execution);
}

export const noticeTo = async (to: string, stage: string, sk = 'MEMBERSHIP#M-2'): Promise<string> =>
  (await program.items.value('P-1', sk)).notices[stage].notices.find((notice: Line) => notice.to === to).noticeId;

/**
 * M-1 and M-2 were bought on 2026-03-01: their window is 2027-03-02 … 2027-03-31. M-1 is paid in it, M-2 after expiry.
 */
async function lived(): Promise<void> {
  await program.importRows(
    {
      partners: [partner('P-1')],
      contacts: [admin('P-1')],
      memberships: [gold('P-1'), actionPack('P-1', '2026-03-01', 'M-2'), actionPack('P-1', '2025-11-01', 'M-3')],
      invoices: [invoice('P-1', 'INV-1', '2026-11-20', '70')],
      listings: [listing('P-1')],
    },
    '2027-01-01',
  );
  await run('kpi-refresh', '2027-01-15');
  await run('directory-submission', '2027-01-18');
  await run('renewal-notices', '2027-01-30');
  await sesEvent(program, 'Bounce', { noticeId: await noticeTo(ANNA, '-30') }, '2027-01-31');
  await give(SET_CONTACTS, '2027-02-01');
  await give({ command: 'resend-notice', membershipId: 'M-2', ticket: '4711' }, '2027-02-02');
  await run('directory-submission', '2027-02-07', { phase: 'publish' });
  program.mail.refuse('Throttling', 'Maximum sending rate exceeded.', BO);
  await run('renewal-notices', '2027-02-14');
  program.mail.heal();
  await run('renewal-notices', '2027-02-15');
  await give(payment('P-1', '2027-02-25'), '2027-02-25');
  await run('renewal-notices', '2027-03-02');
  await run('kpi-refresh', '2027-03-15');
  await give(payment('P-1', '2027-03-16'), '2027-03-16');
  await program.importRows({ contacts: [admin('P-1')] }, '2027-03-20');
  await run('renewal-notices', '2027-03-31');
  await run('grace-expiry', '2027-04-01');
  await give(payment('P-1', '2027-03-31', { membershipId: 'M-2' }), '2027-04-02');
}

/** `2027-01-30 08:00 renewal-notices: notice renewal -30 of M-2 (R-NOT-1)`. */
function lineOf({ at, workflow, what, stage, membershipId, rule }: Line): string {
  const when = at?.slice(0, 16).replace('T', ' ');
  return `${when} ${workflow}: ${what}${stage === null ? '' : ` ${stage}`} of ${membershipId} (${rule})`;
}

const isSkipped = ({ notices }: Line) =>
  notices.length > 0 && notices.every(({ state }: Line) => state.status === 'skipped');
export const toldOf = (entries: Line[]) => entries.filter((entry) => !isSkipped(entry)).map(lineOf);

/** The year, once for a file. */
export function liveThroughTheYear(): void {
  beforeAll(async () => {
    program = await Program.start();
    await lived();
  });
  afterAll(() => program?.stop());
}
