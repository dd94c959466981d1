/**
 * Between the reading and the writing of each workflow and command somebody else writes the same item: nothing of what
 * the other one wrote may be lost. One race for each conditional write of the program.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { NO_HISTORY } from '../../../shared/domain/core/history.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { type Contact, NEVER_MERGED } from '../../../shared/domain/partners/partner.ts';
import { decideExpiry } from '../../../shared/domain/renewal/expiry.ts';
import { decideNotices } from '../../../shared/domain/renewal/renewal-notices.ts';
import type { OutgoingMail } from '../../../shared/mail/sender.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import type { Table } from '../../../shared/store/table.ts';
import { recordCompletedRun } from '../../../shared/sweep/completed-runs.ts';
import type { PageInput } from '../../../shared/sweep/page-state.ts';
import type { Run } from '../../../shared/sweep/run.ts';
import { runPages } from '../../../shared/sweep/run-pages.ts';
import type { Sweep } from '../../../shared/sweep/sweep.ts';
import type { ChangingCommand } from '../../../shared/workflows/commands/command-call.ts';
import { executeCommand } from '../../../shared/workflows/commands/execute-command.ts';
import { makeKpiRefreshDue } from '../../../shared/workflows/due/make-kpi-due.ts';
import { makePartnerDue } from '../../../shared/workflows/due/make-partner-due.ts';
import { processMailEvent } from '../../../shared/workflows/mail-events/process-mail-event.ts';
import { assembleBatch } from '../../../shared/workflows/sweeps/assemble-batch.ts';
import { directorySweep } from '../../../shared/workflows/sweeps/directory-sweep.ts';
import { kpiSweep } from '../../../shared/workflows/sweeps/kpi-sweep.ts';
import { membershipSweep } from '../../../shared/workflows/sweeps/membership-sweep.ts';
import { largeObjects } from '../../large-objects.ts';
import { importRows, sampleConfig } from '../import/import-rows.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { RacedTable } from '../support/tripwire.ts';

let tables: TestTables;
let table: Table;
let store: Store;
let mails: OutgoingMail[];
/** Happens while the first mail is on its way. */
let whileSending: (() => Promise<unknown>) | null;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const config = sampleConfig();
const KIM: Contact = { role: 'global-admin', name: 'Kim', email: 'kim@contoso.example', locale: 'en' };
const LEE: Contact = { role: 'mpn-admin', name: 'Lee', email: 'lee@contoso.example', locale: 'en' };
const LAP = { offer: 'learning-action-pack', competency: null, level: null, learningOption: false } as const;
const P1 = { partnerId: 'P-1' };
const M1 = { partnerId: 'P-1', membershipId: 'M1' };

/** Two partners, each with two admins and a Learning Action Pack of AD 2027-09-01. */
beforeEach(async () => {
  table = await tables.create();
  store = openStore(table, config);
  mails = [];
  whileSending = null;
  for (const partnerId of ['P-1', 'P-2']) {
    await store.partners.create({
      partnerId,
      name: 'Contoso',
      country: 'KR',
      verifiedDomains: ['contoso.example'],
      profileReviews: [civilDateOf('2027-08-20')],
      mctCount: 1,
      contacts: [KIM, LEE],
      unreachable: [],
      ...NEVER_MERGED,
      history: NO_HISTORY,
    });
    const facts = { partnerId, membershipId: 'M1', purchasedOn: civilDateOf('2020-09-01'), paidThroughCycle: 6 };
    await store.memberships.create(newMembership(LAP, facts, civilDateOf('2027-01-01')));
  }
});

function depsOf(target: Store) {
  const send = async (mail: OutgoingMail) => {
    const happens = whileSending;
    whileSending = null;
    await happens?.();
    mails.push(mail);
    return { outcome: 'sent' as const, messageId: `m${mails.length}` };
  };
  const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
  const reports = { bucket: 'reports', put: async () => {} };
  return { store: target, config, post, operators: 'operators@vendor.example', reports };
}

/** `first` reads; `meanwhile` happens right before its `nth` write of an item of this sort key. */
async function race<T>(
  sk: string,
  first: (target: Store) => Promise<T>,
  meanwhile: () => Promise<unknown>,
  nth = 1,
): Promise<T> {
  const raced = new RacedTable(table, sk, meanwhile, nth);
  const result = await first(openStore(raced, config));
  expect(raced.happened).toBe(true);
  return result;
}

const runOf = (
  workflow: Run['workflow'],
  day: string,
  phase: Run['phase'] = null,
  runId = `${workflow}-${day}`,
): Run => ({
  runId,
  workflow,
  asOf: civilDateOf(day),
  dryRun: false,
  isPartial: false,
  startedAt: `${day}T08:00:00Z`,
  reason: null,
  phase,
});

function page<Facts>(work: Sweep<Facts>, run: Run) {
  const segment = { index: 0, shards: [], partnerIds: ['P-1'] };
  const state = { run, segment, mode: 'sweep', page: 0, cursor: null, totals: null, settleBefore: null } as const;
  return runPages(work, { state, now: `${run.asOf}T08:00:00Z` } satisfies PageInput);
}

const notices = (day: string, target = store) =>
  page(
    membershipSweep({ workflow: 'renewal-notices', decide: decideNotices }, depsOf(target)),
    runOf('renewal-notices', day),
  );
const expiry = (day: string, target = store) =>
  page(membershipSweep({ workflow: 'grace-expiry', decide: decideExpiry }, depsOf(target)), runOf('grace-expiry', day));
const refresh = (day: string, target = store) => page(kpiSweep(depsOf(target)), runOf('kpi-refresh', day));
const directory = (phase: Run['phase'], day: string, target = store) =>
  page(directorySweep(depsOf(target)), runOf('directory-submission', day, phase));

const command = (
  given: ChangingCommand,
  day: string,
  target = store,
  commandId = JSON.stringify(given),
  runId = commandId,
) => executeCommand(given, { asOf: civilDateOf(day), runId, now: `${day}T00:00:00Z`, commandId }, depsOf(target));
const pay = (paidOn: string, day: string, target = store, membershipId = 'M1') =>
  command(
    { command: 'record-payment', partnerId: 'P-1', membershipId, paidOn: civilDateOf(paidOn), reference: 'wire' },
    day,
    target,
  );
const review = (day: string, target = store) =>
  command({ command: 'record-profile-review', ...P1, reviewedOn: civilDateOf(day), by: 'global-admin' }, day, target);
const setContacts = (contacts: Contact[], target = store) =>
  command({ command: 'set-contacts', ...P1, contacts }, '2027-08-03', target);

const CONTENT = {
  country: 'KR',
  url: 'https://learn.contoso.example/ms',
  aboutPartnerOnly: true,
  noCompetitors: true,
  ownedByPartner: true,
};
const setListing = (displayName: string, day: string, target = store, partnerId = 'P-1', changes = {}) =>
  command({ command: 'set-listing', partnerId, displayName, ...CONTENT, ...changes }, day, target);
const INCOMPLETE = { noCompetitors: false };

/** A permanent bounce of the notice that went to this address. */
async function bounce(noticeId: string | undefined, target = store) {
  const mailedAt = '2027-09-03T08:00:00.000Z';
  const about = { noticeId: noticeId ?? '', messageId: 'm', subject: 'A subject', mailedAt, at: mailedAt };
  const event = { ...about, what: 'lost', reason: 'bounce Permanent/General', loss: 'permanent' } as const;
  const call = { runId: 'mail-event', now: '2027-09-03T09:00:00Z', asOf: civilDateOf('2027-09-03') };
  return processMailEvent(event, call, depsOf(target));
}
const mailTo = (address: string) => mails.find(({ to }) => to === address)?.noticeId;

const partner = async () => (await store.partners.get(P1))?.value;
const membership = async (membershipId = 'M1') => (await store.memberships.get({ ...P1, membershipId }))?.value;
const closedCycle = async () => (await store.cycles.get({ ...M1, cycle: 7 }))?.value;
const listing = async (partnerId = 'P-1') => (await store.listings.get({ partnerId }))?.value;
const ledger = async () => (await store.kpiLedgers.get(P1))?.value;
const statesOf = async (stage: string) =>
  (await closedCycle())?.notices[stage]?.notices.map(({ to, state }) => [to, state.status]);

describe('R-ROLE: a partner', () => {
  it('keeps a profile review that is recorded during an import', async () => {
    const row = 'P-1,Contoso Korea,KR,contoso.example,,1';
    await race(
      'PARTNER',
      (target) => importRows(target, 'partners', [row]),
      () => review('2027-08-25'),
    );
    expect(await partner()).toMatchObject({ name: 'Contoso Korea', profileReviews: ['2027-08-20', '2027-08-25'] });
  });

  it('keeps a profile review that is recorded while an import adds a contact', async () => {
    const row = 'P-1,account-admin,Park,park@contoso.example,en';
    await race(
      'PARTNER',
      (target) => importRows(target, 'contacts', [row]),
      () => review('2027-08-25'),
    );
    const { contacts = [], profileReviews } = (await partner()) ?? {};
    expect(contacts.map(({ name }) => name)).toEqual(['Kim', 'Lee', 'Park']);
    expect(profileReviews).toEqual(['2027-08-20', '2027-08-25']);
  });

  it('keeps the contacts that are set while it is reviewed', async () => {
    await race(
      'PARTNER',
      (target) => review('2027-08-25', target),
      () => setContacts([KIM]),
    );
    expect(await partner()).toMatchObject({ contacts: [KIM], profileReviews: ['2027-08-20', '2027-08-25'] });
  });

  it('keeps the review that is recorded while its contacts are set', async () => {
    await race(
      'PARTNER',
      (target) => setContacts([KIM], target),
      () => review('2027-08-25'),
    );
    expect(await partner()).toMatchObject({ contacts: [KIM], profileReviews: ['2027-08-20', '2027-08-25'] });
  });

  it('R-NOT-2: has both addresses marked if two mails bounce at once', async () => {
    await notices('2027-08-02');
    await race(
      'PARTNER',
      (target) => bounce(mailTo(KIM.email), target),
      () => bounce(mailTo(LEE.email)),
    );
    expect((await partner())?.unreachable.map(({ address }) => address).sort()).toEqual([KIM.email, LEE.email]);
  });
});

describe('R-EXP-2, R-REN-6: a payment', () => {
  const paid = { cycle: 8, status: { name: 'active' }, closing: null };

  it('is kept if a notice is written at the same time', async () => {
    await race(
      'MEMBERSHIP#',
      (target) => notices('2027-09-02', target),
      () => pay('2027-09-02', '2027-09-02'),
    );
    expect(await membership()).toMatchObject(paid);
  });

  it('is kept if the delivery of a notice is recorded at the same time', async () => {
    await race(
      'MEMBERSHIP#',
      (target) => notices('2027-09-02', target),
      () => pay('2027-09-02', '2027-09-02'),
      2,
    );
    expect(await membership()).toMatchObject(paid);
    expect((await closedCycle())?.notices['1']?.notices.map(({ state }) => state.status)).toEqual(['sent', 'sent']);
  });

  it('is kept if the expiry is written at the same time', async () => {
    await race(
      'MEMBERSHIP#',
      (target) => expiry('2027-10-02', target),
      () => pay('2027-10-01', '2027-10-02'),
    );
    expect(await membership()).toMatchObject(paid);
  });

  it('is kept if a notice is sent again at the same time', async () => {
    await notices('2027-09-02');
    const again = { command: 'resend-notice', ...M1, to: KIM.email, ticket: 'T-1' } as const;
    await race(
      'MEMBERSHIP#',
      (target) => command(again, '2027-09-03', target),
      () => pay('2027-09-02', '2027-09-03'),
    );
    expect(await membership()).toMatchObject(paid);
  });

  it('R-REN-7: is kept if an override is asked for at the same time, which is then refused', async () => {
    const grant = { command: 'grant-override', ...M1, ticket: 'T-1', until: civilDateOf('2027-10-20') } as const;
    const given = { ...grant, grantedBy: 'Operator', reason: 'illness' };
    const result = await race(
      'MEMBERSHIP#',
      (target) => command(given, '2027-10-05', target),
      () => pay('2027-10-01', '2027-10-05'),
    );
    expect([result.outcome, result.rule]).toEqual(['refused', 'R-REN-7']);
    expect(await membership()).toMatchObject({ ...paid, override: null });
  });

  it('is kept if its membership is imported at the same time', async () => {
    const row = 'P-1,M2,action-pack,,,,2020-09-01,6';
    const both = async () => {
      await importRows(store, 'memberships', [row]);
      await pay('2027-09-10', '2027-09-10', store, 'M2');
    };
    await race('MEMBERSHIP#M2', (target) => importRows(target, 'memberships', [row]), both);
    expect(await membership('M2')).toMatchObject(paid);
  });

  it('is kept if a bounce is recorded at the same time', async () => {
    await notices('2027-08-02');
    await race(
      'MEMBERSHIP#',
      (target) => bounce(mailTo(KIM.email), target),
      () => pay('2027-09-02', '2027-09-02'),
    );
    expect(await membership()).toMatchObject(paid);
    expect(await statesOf('-30')).toEqual([
      [KIM.email, 'undeliverable'],
      [LEE.email, 'sent'],
    ]);
  });

  it('R-ROLE-4: is kept if the operators are alerted at the same time', async () => {
    await setContacts([KIM]);
    await notices('2027-08-02');
    const toKim = mailTo(KIM.email);
    await race(
      'MEMBERSHIP#',
      (target) => bounce(toKim, target),
      () => pay('2027-09-02', '2027-09-02'),
      2,
    );
    expect(await membership()).toMatchObject(paid);
  });

  it('reinstates the membership if it expires before the payment is written', async () => {
    await race(
      'MEMBERSHIP#',
      (target) => pay('2027-10-01', '2027-10-02', target),
      () => expiry('2027-10-02'),
    );
    expect(await membership()).toMatchObject({ ...paid, lastRenewal: { kind: 'reinstated' } });
    expect(await closedCycle()).toMatchObject({ expiredOn: '2027-10-02' });
  });
});

describe('R-REN-2: a closed cycle', () => {
  it('is written once, and keeps what an event recorded in between', async () => {
    await notices('2027-08-02');
    const toKim = mailTo(KIM.email);
    const closedAndBounced = async () => {
      await notices('2027-09-10');
      await bounce(toKim);
    };
    await race('CYCLE#', (target) => pay('2027-09-10', '2027-09-10', target), closedAndBounced);
    expect(await statesOf('-30')).toEqual([
      [KIM.email, 'undeliverable'],
      [LEE.email, 'sent'],
    ]);
  });

  it('records a late delivery and a bounce at once', async () => {
    await notices('2027-08-02');
    const toLee = mailTo(LEE.email);
    whileSending = () => pay('2027-09-02', '2027-09-02');
    await race(
      'CYCLE#',
      (target) => notices('2027-09-02', target),
      () => bounce(toLee),
    );
    expect(await statesOf('1')).toEqual([
      [KIM.email, 'sent'],
      [LEE.email, 'sent'],
    ]);
    expect(await statesOf('-30')).toEqual([
      [KIM.email, 'sent'],
      [LEE.email, 'undeliverable'],
    ]);
  });

  it('records two bounces at once', async () => {
    await notices('2027-08-02');
    const [toKim, toLee] = [mailTo(KIM.email), mailTo(LEE.email)];
    await pay('2027-09-02', '2027-09-02');
    await race(
      'CYCLE#',
      (target) => bounce(toKim, target),
      () => bounce(toLee),
    );
    expect((await statesOf('-30'))?.map(([, status]) => status)).toEqual(['undeliverable', 'undeliverable']);
  });
});

describe('R-KPI: invoice lines', () => {
  const line = (number: string, kpi: string) => `P-1,INV-1,${number},invoice,2026-11-05,MOC,3,${kpi},100,KRW`;
  const loadLines = (rows: string[], target = store) => importRows(target, 'invoices', rows, civilDateOf('2027-01-10'));
  const stored = async () => (await store.invoiceLines.get({ ...P1, invoiceNumber: 'INV-1', line: '1' }))?.value;

  it('R-KPI-10: keep their first values if a second file differs, and the second import reports the conflict', async () => {
    const outcome = await race(
      'INVOICE#',
      (target) => loadLines([line('1', '2.4')], target),
      () => loadLines([line('1', '9.9')]),
    );
    expect(outcome).toEqual([
      '0 loaded, 0 unchanged',
      expect.stringContaining('kpi_value 2.4; allowed: what was loaded first: kpi_value 9.9'),
    ]);
    expect((await stored())?.kpiValue).toBe('9.9');
  });

  it('R-KPI-10: are corrected by both of two corrections at once', async () => {
    await loadLines([line('1', '2.4')]);
    const correct = { command: 'correct-invoice-line', ...P1, invoiceNumber: 'INV-1', line: '1' } as const;
    await race(
      'INVOICE#',
      (target) => command({ ...correct, kpiValue: '3' }, '2027-01-12', target),
      () => command({ ...correct, revenueValue: '200' }, '2027-01-12'),
    );
    expect(await stored()).toMatchObject({ kpiValue: '3', revenueValue: '200' });
  });

  it('R-KPI-8: are counted if they are imported while the refresh publishes', async () => {
    await loadLines([line('1', '2.4')]);
    await race(
      'KPI',
      (target) => refresh('2027-01-15', target),
      () => loadLines([line('2', '1.6')]),
    );
    expect(await ledger()).toMatchObject({ months: { '2026-11': { kpi: '4' } }, dirty: false });
  });

  it('R-KPI-8, R-KPI-12: stay published if another line is imported at the same time, which counts at once', async () => {
    await loadLines([line('1', '2.4')]);
    await race(
      'KPI',
      (target) => loadLines([line('2', '1.6')], target),
      () => refresh('2027-01-15'),
    );
    expect(await ledger()).toMatchObject({
      ...{ publishedThrough: '2026-12', dirty: false },
      months: { '2026-11': { kpi: '4' } },
    });
  });

  it('are summed if they are imported together with the first membership that needs them', async () => {
    const asOf = civilDateOf('2027-01-10');
    await race(
      'KPI',
      (target) => makeKpiRefreshDue(target, 'P-1', asOf),
      () => loadLines([line('1', '2.4')]),
    );
    expect(await ledger()).toMatchObject({ dirty: true });
  });

  it('are summed if they are imported while a reinstated partner is recounted', async () => {
    await loadLines([line('1', '2.4')]);
    await refresh('2027-01-15');
    expect((await ledger())?.refreshOn).toBeNull();
    const asOf = civilDateOf('2027-01-20');
    await race(
      'KPI',
      (target) => makePartnerDue(target, 'P-1', asOf),
      () => loadLines([line('2', '1.6')]),
    );
    expect(await ledger()).toMatchObject({ months: { '2026-11': { kpi: '4' } }, dirty: false });
  });
});

describe('R-DIR: the content that a partner sets for its listing', () => {
  it('is kept if the listing is submitted at the same time', async () => {
    await setListing('Contoso', '2027-08-10');
    await race(
      'LISTING',
      (target) => directory('submit', '2027-08-16', target),
      () => setListing('New', '2027-08-16'),
    );
    expect((await listing())?.content.displayName).toBe('New');
  });

  it('is kept if two runs submit the listing, and both record the line of the batch', async () => {
    await setListing('Contoso', '2027-08-10');
    const another = async () => {
      await setListing('New', '2027-08-16');
      await directory('submit', '2027-08-16');
    };
    await race('ENTRY#', (target) => directory('submit', '2027-08-16', target), another);
    const [entry] = await store.batchEntries.getAll([{ ...P1, month: '2027-08' as never }]);
    expect([entry?.value.displayName, (await listing())?.submitted?.displayName]).toEqual(['New', 'New']);
  });

  it.each([
    [1, 'claim'],
    [2, 'outcome'],
  ])('is kept if a reminder is recorded at the same time: write %i, its %s', async (nth) => {
    await setListing('Contoso', '2027-08-08', store, 'P-1', INCOMPLETE);
    const changed = () => setListing('New', '2027-08-09', store, 'P-1', INCOMPLETE);
    await race('LISTING', (target) => directory('remind', '2027-08-09', target), changed, nth);
    const { content, notices: told } = (await listing()) ?? {};
    expect(content?.displayName).toBe('New');
    expect(told?.['incomplete-2027-08']?.notices.map(({ state }) => state.status)).toEqual(['sent', 'sent']);
  });

  it.each([
    [1, 'bounce'],
    [2, 'claim of the alert'],
    [3, 'outcome of the alert'],
  ])('is kept if a bounce of the last admin is recorded at the same time: write %i, the %s', async (nth) => {
    await setContacts([KIM]);
    await setListing('Contoso', '2027-08-08', store, 'P-1', INCOMPLETE);
    await directory('remind', '2027-08-09');
    const toKim = mailTo(KIM.email);
    const changed = () => setListing('New', '2027-09-03', store, 'P-1', INCOMPLETE);
    await race('LISTING', (target) => bounce(toKim, target), changed, nth);
    const { content, notices: told } = (await listing()) ?? {};
    expect(content?.displayName).toBe('New');
    expect(told?.['incomplete-2027-08']?.notices[0]?.state.status).toBe('undeliverable');
    expect(told?.['unreachable-2027-09']?.notices[0]?.state.status).toBe('sent');
  });

  it('is kept if a file with other domains is imported at the same time', async () => {
    await setListing('Contoso', '2027-08-10');
    await directory('submit', '2027-08-16');
    const row = 'P-1,Contoso,KR,contoso.example;learn.contoso.example,,1';
    const loaded = (target: Store) => importRows(target, 'partners', [row], civilDateOf('2027-08-20'));
    await race('LISTING', loaded, () => setListing('New', '2027-08-20'));
    expect((await listing())?.content.displayName).toBe('New');
  });
});

describe("R-DIR-4: the directory's record of a listing", () => {
  const submitted = { displayName: 'Contoso', month: '2027-08' };

  it('is kept if the content is set while the listing is submitted', async () => {
    await setListing('Contoso', '2027-08-10');
    await race(
      'LISTING',
      (target) => setListing('New', '2027-08-16', target),
      () => directory('submit', '2027-08-16'),
    );
    expect(await listing()).toMatchObject({ content: { displayName: 'New' }, submitted });
  });

  it('is kept if the content is set for the first time twice at once', async () => {
    const other = async () => {
      await setListing('Contoso', '2027-08-16');
      await directory('submit', '2027-08-16');
    };
    await race('LISTING', (target) => setListing('New', '2027-08-16', target), other);
    expect(await listing()).toMatchObject({ content: { displayName: 'New' }, submitted });
  });

  it('R-DIR-2: gives a URL to one of two partners that ask for it at once', async () => {
    await race(
      'URL',
      (target) => setListing('One', '2027-08-10', target),
      () => setListing('Two', '2027-08-10', store, 'P-2'),
    );
    expect([(await listing('P-1'))?.holdsUrl, (await listing('P-2'))?.holdsUrl]).toEqual([false, true]);
  });

  it('is one batch a month: the first of two assembled batches is kept', async () => {
    const { reports } = depsOf(store);
    const assembled = (runId: string, target: Store) =>
      assembleBatch(target, largeObjects(reports), runOf('directory-submission', '2027-08-16', 'submit', runId));
    await race(
      'BATCH',
      (target) => assembled('late', target),
      () => assembled('first', store),
    );
    const batch = await store.batches.get({ month: '2027-08' as never });
    expect(batch?.value.runId).toBe('first');
  });
});

describe('R-LIC: the benefits of a partner', () => {
  const issue = (tokenId: string, target = store) =>
    command(
      { command: 'issue-token', ...M1, tokenId, kind: 'mak', product: 'Windows', activations: 2 },
      '2027-08-26',
      target,
    );
  const use = (requestId: string, target = store) =>
    command({ command: 'activate-token', ...P1, tokenId: 'K-1', requestId }, '2027-08-27', target);
  const row = (tokenId: string) => `P-1,M1,${tokenId},mak,Windows,,2,,2027-01-02,,,,`;
  const ids = async () => (await store.benefits.get(P1))?.value.entries.map(({ tokenId }) => tokenId);

  it('R-LIC-4: two of three who use the last two activations at once get them', async () => {
    await issue('K-1');
    await use('first');
    const late = await race(
      'BENEFITS',
      (target) => use('late', target),
      () => use('second'),
    );
    expect(late).toMatchObject({ outcome: 'refused', rule: 'R-LIC-4' });
  });

  it('R-LIC-1: the first two, issued at once, are both stored', async () => {
    await race(
      'BENEFITS',
      (target) => issue('K-1', target),
      () => issue('K-2'),
    );
    expect(await ids()).toEqual(['K-2', 'K-1']);
  });

  it('R-LIC-1: a benefit that is issued during an import is stored, too', async () => {
    await issue('K-1');
    await race(
      'BENEFITS',
      (target) => importRows(target, 'tokens', [row('K-3')], civilDateOf('2027-08-27')),
      () => issue('K-2'),
    );
    expect(await ids()).toEqual(['K-1', 'K-2', 'K-3']);
  });
});

describe('a record of what was done', () => {
  it('is kept for a done command if a copy of it is refused', async () => {
    const given = {
      command: 'record-profile-review',
      ...P1,
      reviewedOn: civilDateOf('2027-08-25'),
      by: 'Park',
    } as const;
    const copy = (runId: string, target = store) => command(given, '2027-08-26', target, 'C-1', runId);
    const becomesPossible = async () => {
      await setContacts([KIM, { ...KIM, name: 'Park', email: 'park@contoso.example' }]);
      await copy('second');
    };
    const first = await race('COMMAND#C-1', (target) => copy('first', target), becomesPossible);
    expect(first.outcome).toBe('refused');
    expect(await copy('third')).toMatchObject({ outcome: 'done', repeated: true });
  });

  it('is that of the first of two runs of a day', async () => {
    const run = (runId: string) => runOf('kpi-refresh', '2027-01-15', null, runId);
    await race(
      '2027-01-15#',
      (target) => recordCompletedRun(target, run('late')),
      () => recordCompletedRun(store, run('first')),
    );
    const [proof] = await store.completedRuns.getAll([run('any')]);
    expect(proof?.value.runId).toBe('first');
  });
});
