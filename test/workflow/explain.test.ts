/** `explain`, over a whole year of a partner with a gold competency and an Action Pack (R-NOT-2: nothing is untold). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionPack, admin, adminOf, gold, invoice, listing, partner, payment } from './support/partners.ts';
import { type Line, outputOf, Program } from './support/program.ts';
import { sesEvent } from './support/ses-events.ts';

const ANNA = adminOf('P-1');
const BO = 'bo@p-1.example';

let program: Program;
/** Every line of the reports of the year. */
const decisions: Line[] = [];

beforeAll(async () => {
  program = await Program.start();
  await lived();
});
afterAll(() => program?.stop());

const explain = async (more: object = {}): Promise<Line[]> =>
  (await program.given({ command: 'explain', partnerId: 'P-1', ...more }, '2027-05-01')).decisions;

async function run(workflow: string, day: string, input = {}): Promise<void> {
  const execution = await program.run(workflow, day, input);
  outputOf(execution);
  decisions.push(...(await program.decisions(execution)));
}

async function give(command: Line, day: string): Promise<void> {
  const execution = await program.command({ partnerId: 'P-1', ...command }, day);
  outputOf(execution);
  decisions.push(...(await program.decisions(execution)));
}

const noticeOf = async (membershipId: string, stage: string): Promise<string> =>
  (await program.items.membership('P-1', membershipId)).notices[stage].notices[0].noticeId;

/** Both memberships were bought on 2026-03-01: their window is 2027-03-02 … 2027-03-31. M-1 is paid in it, M-2 after expiry. */
async function lived(): Promise<void> {
  await program.load(
    {
      partners: [partner('P-1')],
      contacts: [admin('P-1')],
      memberships: [gold('P-1'), actionPack('P-1', '2026-03-01', 'M-2')],
      invoices: [invoice('P-1', 'INV-1', '2026-11-20', '70')],
      listings: [listing('P-1')],
    },
    '2027-01-01',
  );
  await run('kpi-refresh', '2027-01-15');
  await run('directory-submission', '2027-01-18');
  await run('renewal-notices', '2027-01-30');
  await sesEvent(program, 'Bounce', { noticeId: await noticeOf('M-2', '-30') }, '2027-01-31');
  await give(
    { command: 'set-contacts', contacts: [{ role: 'mpn-admin', name: 'Bo', email: BO, locale: 'ko-KR' }] },
    '2027-02-01',
  );
  await give({ command: 'resend-notice', membershipId: 'M-2', ticket: '4711' }, '2027-02-02');
  await run('directory-submission', '2027-02-07', { phase: 'publish' });
  await give(payment('P-1', '2027-02-25'), '2027-02-25');
  await run('renewal-notices', '2027-03-02');
  await run('kpi-refresh', '2027-03-15');
  await give(payment('P-1', '2027-03-16'), '2027-03-16');
  await program.load({ contacts: [admin('P-1')] }, '2027-03-20');
  await run('renewal-notices', '2027-03-31');
  await run('grace-expiry', '2027-04-01');
  await give(payment('P-1', '2027-03-31', { membershipId: 'M-2' }), '2027-04-02');
}

describe('explain', () => {
  it('prints', async () => {
    for (const { text } of await explain()) console.log(text);
    console.log('----');
    for (const { text } of await explain({ noticeId: await noticeOf('M-2', 'confirmation') })) console.log(text);
    console.log(JSON.stringify((await explain())[3], null, 1));
  });
});
