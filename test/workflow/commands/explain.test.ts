/**
 * `explain`, over a year of a partner with a gold competency, an Action Pack, and one that was expired when it was
 * loaded.
 */
import { describe, expect, it } from 'vitest';
import { admin, partner, payment } from '../support/partners.ts';
import type { Line } from '../support/program.ts';
import {
  ANNA,
  BO,
  decisions,
  explain,
  give,
  liveThroughTheYear,
  noticeTo,
  program,
  REVENUE,
  toldOf,
} from './explained-year.ts';

liveThroughTheYear();

describe('the explained history of a membership', () => {
  it('has its import, notice, refusal and renewal in order', async () => {
    expect(toldOf(await explain({ membershipId: 'M-1' }))).toEqual([
      '2027-01-01 05:00 import: loaded of M-1 (R-MEM-1)',
      '2027-01-15 08:00 kpi-refresh: kpi-published of M-1 (R-KPI-4)',
      '2027-01-30 08:00 renewal-notices: notice renewal -30 of M-1 (R-NOT-1)',
      '2027-02-14 08:00 renewal-notices: notice renewal -15 of M-1 (R-NOT-1)',
      '2027-02-15 08:00 renewal-notices: notice-sent -15 of M-1 (R-NOT-2)',
      '2027-02-25 08:00 partner-command: record-payment refused of M-1 (R-REN-1)',
      '2027-03-02 08:00 renewal-notices: notice renewal 1 of M-1 (R-NOT-1)',
      '2027-03-15 08:00 kpi-refresh: kpi-published of M-1 (R-KPI-4)',
      '2027-03-16 08:00 partner-command: record-payment done of M-1 (R-REN-2)',
      '2027-03-16 08:00 partner-command: renewed of M-1 (R-REN-2)',
      '2027-03-16 08:00 partner-command: notice renewed of M-1 (R-REN-2)',
    ]);
  });

  it('has its bounce, the notice sent again, the expiry and the reinstatement in order', async () => {
    expect(toldOf(await explain({ membershipId: 'M-2' }))).toEqual([
      '2027-01-01 05:00 import: loaded of M-2 (R-MEM-1)',
      '2027-01-30 08:00 renewal-notices: notice renewal -30 of M-2 (R-NOT-1)',
      '2027-01-31 12:00 mail-events: notice-undeliverable -30 of M-2 (R-NOT-2)',
      '2027-01-31 12:00 mail-events: notice operator-alert of M-2 (R-ROLE-4)',
      '2027-02-02 08:00 partner-command: resend-notice done of M-2 (R-NOT-2)',
      '2027-02-02 08:00 partner-command: notice-sent -30 of M-2 (R-NOT-2)',
      '2027-02-14 08:00 renewal-notices: notice renewal -15 of M-2 (R-NOT-1)',
      '2027-02-15 08:00 renewal-notices: notice-sent -15 of M-2 (R-NOT-2)',
      '2027-03-02 08:00 renewal-notices: notice renewal 1 of M-2 (R-NOT-1)',
      '2027-03-31 08:00 renewal-notices: notice renewal 30 of M-2 (R-NOT-1)',
      '2027-04-01 08:00 grace-expiry: expired of M-2 (R-EXP-1)',
      '2027-04-01 08:00 grace-expiry: notice expired 31 of M-2 (R-EXP-1)',
      '2027-04-02 08:00 partner-command: record-payment done of M-2 (R-REN-6)',
      '2027-04-02 08:00 partner-command: reinstated of M-2 (R-REN-6)',
      '2027-04-02 08:00 partner-command: notice reinstated of M-2 (R-REN-6)',
    ]);
  });

  it('has the import of a membership whose window had closed before', async () => {
    expect(toldOf(await explain({ membershipId: 'M-3' }))).toEqual([
      '2027-01-01 05:00 import: loaded of M-3 (R-MEM-1)',
      '2027-01-01 05:00 import: expired of M-3 (R-CAL-4)',
    ]);
  });

  it("has the partner's own entries", async () => {
    const ofPartner = (await explain()).filter(({ membershipId }) => membershipId === null);
    expect(toldOf(ofPartner)).toEqual([
      '2027-01-01 05:00 import: partner-loaded of null (none)',
      '2027-01-01 05:00 import: contacts-loaded of null (R-ROLE-1)',
      '2027-01-01 05:00 import: invoice-lines-loaded of null (R-KPI-1)',
      '2027-01-01 05:00 import: listing-set of null (R-DIR-1)',
      '2027-01-18 08:00 directory-submission: listing-add of null (R-DIR-4)',
      '2027-01-31 12:00 mail-events: contact unreachable of null (R-NOT-2)',
      '2027-02-01 08:00 partner-command: set-contacts done of null (R-ROLE-1)',
      '2027-02-07 08:00 directory-submission: notice listing-visible of null (R-DIR-5)',
      '2027-03-20 05:00 import: contacts-loaded of null (R-ROLE-1)',
    ]);
  });
});

describe('the entries of explain', () => {
  const WHAT: Record<string, RegExp> = {
    'notice-due': /^notice /,
    'notice-skipped': /^notice /,
    'listing-visible': /^notice listing-visible$/,
    'notice-failed': /^notice /,
    'notice-sent': /^notice/,
  };
  const isTold = (line: Line) => (entry: Line) => {
    const what = WHAT[line.what]?.test(entry.what) ?? entry.what === line.what.replace(/-(done|refused)$/, ' $1');
    const isSameStage = entry.stage === line.stage || line.what === 'expired';
    const isSame = entry.runId === line.runId && entry.membershipId === line.membershipId && isSameStage;
    const { noticeId } = line.email ?? {};
    const notices = [entry.noticeId, ...entry.notices.map((notice: Line) => notice.noticeId)];
    return what && isSame && (noticeId === undefined || notices.includes(noticeId));
  };

  it('include everything that the reports of the runs say', async () => {
    const entries = await explain();
    expect(decisions.length).toBeGreaterThan(40);
    expect(decisions.filter((line) => !entries.some(isTold(line)))).toEqual([]);
  });

  it('include every mail of an inbox, with its rule, run and time', async () => {
    const mailed = decisions.flatMap(({ email }) => (email ? [email.noticeId] : []));
    expect(mailed.length).toBe(program.mail.told.length - 1);
    const entries = await explain();
    for (const noticeId of mailed) {
      const about = entries.filter((entry) => entry.notices.some((notice: Line) => notice.noticeId === noticeId));
      const later = entries.filter((entry) => entry.noticeId === noticeId);
      expect([...about, ...later].length).toBeGreaterThan(0);
    }
  });

  it('have the time, the day, the rule, the run, the workflow and a sentence', async () => {
    for (const entry of await explain()) {
      const { at, on, rule, runId, workflow, reason, text } = entry;
      expect(at).toMatch(/^2027-\d\d-\d\dT\d\d:00:00/);
      expect(on).toBe(entry.what === 'expired' && entry.membershipId === 'M-3' ? '2026-12-02' : at.slice(0, 10));
      expect([rule, workflow, reason].every((each) => typeof each === 'string' && each !== '')).toBe(true);
      expect(text).toContain(`${at.slice(0, 16).replace('T', ' ')} UTC`);
      expect(text).toContain(`${workflow} (run ${runId})`);
    }
  });
});

describe('explain of one notice', () => {
  it('has its decision, claim, answer and bounce', async () => {
    const chain = await explain({ noticeId: await noticeTo(ANNA, '-30', 'CYCLE#M-2#0001') });
    expect(toldOf(chain)).toEqual([
      '2027-01-30 08:00 renewal-notices: notice renewal -30 of M-2 (R-NOT-1)',
      '2027-01-30 08:00 renewal-notices: notice-claimed -30 of M-2 (R-NOT-2)',
      '2027-01-30 08:00 renewal-notices: notice-sent -30 of M-2 (R-NOT-2)',
      '2027-01-31 12:00 mail-events: notice-undeliverable -30 of M-2 (R-NOT-2)',
      '2027-01-31 12:00 mail-events: contact unreachable of null (R-NOT-2)',
    ]);
    expect(chain[0]?.text).toContain(`to ${ANNA} sent, later undeliverable, because stage -30 of the renewal is due`);
    expect(chain[3]?.text).toContain(
      'undeliverable: bounce Permanent/General: smtp; 550 5.1.1 user unknown (R-NOT-2).',
    );
  });

  it('has the command that sent it, and the attempt that was not accepted', async () => {
    expect(toldOf(await explain({ noticeId: await noticeTo(BO, '-30', 'CYCLE#M-2#0001') }))).toEqual([
      '2027-01-30 08:00 renewal-notices: notice renewal -30 of M-2 (R-NOT-1)',
      '2027-02-02 08:00 partner-command: resend-notice done of M-2 (R-NOT-2)',
      '2027-02-02 08:00 partner-command: notice-claimed -30 of M-2 (R-NOT-2)',
      '2027-02-02 08:00 partner-command: notice-sent -30 of M-2 (R-NOT-2)',
    ]);
    const tried = await explain({ noticeId: await noticeTo(BO, '-15', 'CYCLE#M-2#0001') });
    expect(toldOf(tried).slice(1)).toEqual([
      '2027-02-14 08:00 renewal-notices: notice-claimed -15 of M-2 (R-NOT-2)',
      '2027-02-14 08:00 renewal-notices: notice-failed -15 of M-2 (R-NOT-2)',
      '2027-02-15 08:00 renewal-notices: notice-sent -15 of M-2 (R-NOT-2)',
    ]);
  });

  it('has nothing of another partner, and refuses a malformed id', async () => {
    expect(await explain({ noticeId: 'P-2__M-1__1__-30__00' })).toEqual([]);
    const given = { command: 'explain', partnerId: 'P-1', noticeId: 'stage -30' };
    expect(await program.command(given, '2027-05-01')).toMatchObject({ error: 'InvalidInput' });
  });
});

describe('explain of one command', () => {
  it('has the reason for its refusal', async () => {
    const { commandId } = await give(payment('P-1', '2027-02-25'), '2027-04-10');
    const refused = await explain({ commandId });
    expect(toldOf(refused)).toEqual([
      '2027-02-25 08:00 partner-command: record-payment refused of M-1 (R-REN-1)',
      '2027-04-10 08:00 partner-command: record-payment refused of M-1 (R-REN-1)',
    ]);
    expect(refused[0]).toMatchObject({
      reason: 'the window opens on 2027-03-02',
      inputs: { windowOpens: '2027-03-02', given: { reference: 'invoice of 2027-02-25' } },
    });
  });

  it('has what it did', async () => {
    const done = (await explain()).find(({ what }) => what === 'reinstated');
    expect(toldOf(await explain({ commandId: done?.commandId }))).toEqual([
      '2027-04-02 08:00 partner-command: record-payment done of M-2 (R-REN-6)',
      '2027-04-02 08:00 partner-command: reinstated of M-2 (R-REN-6)',
      '2027-04-02 08:00 partner-command: notice reinstated of M-2 (R-REN-6)',
    ]);
  });
});

describe('explained people, figures and benefits', () => {
  it('have the import that brought them, and the later standings of the renewal', async () => {
    await program.importRows(
      {
        partners: [partner('P-5'), partner('P-6')],
        contacts: [admin('P-5')],
        memberships: ['P-5,M-1,competency,DevOps,gold,,2026-03-01,'],
        employees: ['P-5,E-1,Ada,2025-01-01,', 'P-5,E-2,Bo,2025-01-01,'],
        achievements: ['P-5,E-1,AZ-400,2026-01-01,', 'P-5,E-2,AZ-400,2026-01-01,'],
        tokens: ['P-5,M-1,K-1,mak,Windows Server,,10,,2026-12-01,,,,'],
        performance: ['P-5,DevOps,revenue,10,2026-12-01'],
      },
      '2027-01-01',
    );
    await program.run('renewal-notices', '2027-01-01');
    await program.given({ command: 'associate-employee', partnerId: 'P-6', employeeId: 'E-2' }, '2027-01-10');
    await program.run('renewal-notices', '2027-01-10');
    await program.given({ command: 'record-performance', partnerId: 'P-5', ...REVENUE }, '2027-01-12');
    await program.run('renewal-notices', '2027-01-12');
    const entries = await explain({ partnerId: 'P-5' });
    expect(toldOf(entries.slice(2))).toEqual([
      '2027-01-01 05:00 import: loaded of M-1 (R-MEM-1)',
      '2027-01-01 05:00 import: employee-associated of null (R-COMP-2)',
      '2027-01-01 05:00 import: employee-associated of null (R-COMP-2)',
      '2027-01-01 05:00 import: skills-loaded of null (R-COMP-3)',
      '2027-01-01 05:00 import: skills-loaded of null (R-COMP-3)',
      '2027-01-01 05:00 import: figures-loaded of null (R-COMP-1)',
      '2027-01-01 05:00 import: licence imported of M-1 (R-LIC-1)',
      '2027-01-10 08:00 partner-command: employee-severed of null (R-COMP-2)',
      '2027-01-10 08:00 renewal-notices: notice renewal-at-risk of M-1 (R-COMP-5)',
      '2027-01-12 08:00 partner-command: record-performance done of null (R-COMP-1)',
      '2027-01-12 08:00 renewal-notices: standing-changed of M-1 (R-COMP-5)',
    ]);
    expect(entries.every(({ at, runId }) => at !== null && runId !== null)).toBe(true);
  });
});

describe('an item from an earlier version', () => {
  it('is explained without instants if it has none', async () => {
    const { stamp: _stamp, ...value } = await program.items.membership('P-1');
    const { at: _at, ...confirmation } = value.notices.confirmation;
    await program.items.spoil('P-1', 'MEMBERSHIP#M-1', { ...value, notices: { confirmation } });
    const entries = await explain({ membershipId: 'M-1' });
    const told = entries.filter(({ at }) => at === null).map(({ text }) => text.replace(/ \(run [^)]+\)/, ''));
    expect(told[0]).toMatch(/^2027-01-01, time not recorded, import: membership loaded for P-1 M-1: /);
    expect(told[1]).toMatch(
      /^2027-03-16, time not recorded, partner-command: confirmation of the renewal for P-1 M-1, cycle 1 /,
    );
  });

  it('is named if it cannot be read, and hides nothing else', async () => {
    const before = await explain();
    const spoilt = ['CYCLE#M-1#0001', 'KPIREPORT#2026-12', 'LISTING', 'INVOICE#INV-1#1', 'PARTNER'];
    for (const sk of spoilt) await program.items.spoil('P-1', sk, { not: 'what it should be' });
    const commands = (await program.items.all()).flatMap(({ sk }) => (sk?.S?.startsWith('COMMAND#') ? [sk.S] : []));
    await program.items.spoil('P-1', commands[0] ?? '', null);
    const after = await explain();
    const unreadable = after.filter(({ what }) => what === 'unreadable');
    expect(unreadable.map(({ inputs }) => inputs.item).sort()).toEqual([...spoilt, commands[0]].sort());
    expect(unreadable[0]).toMatchObject({
      at: null,
      on: null,
      rule: 'none',
      reason: expect.stringMatching(/^stored /),
    });
    const texts = new Set(before.map(({ text }) => text));
    const kept = after.filter(({ text }) => texts.has(text));
    expect(toldOf(kept)).toContain('2027-04-02 08:00 partner-command: reinstated of M-2 (R-REN-6)');
    expect(after.slice(-unreadable.length)).toEqual(unreadable);
  });
});
