import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { admin, adminOf, listing, partner } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

// The third Mondays are 2027-01-18, 2027-02-15 and 2027-03-15; the reminders go out a week before (R-CAL-6, R-DIR-3).
const HEADER = 'action,partner_id,display_name,country,url';
const lap = (id: string, purchasedOn = '2026-09-01') => `${id},M-1,learning-action-pack,,,,${purchasedOn},`;
const completed = (id: string) => ({
  command: 'set-listing',
  partnerId: id,
  displayName: `Learning House ${id}`,
  country: 'KR',
  url: `https://${id.toLowerCase()}.example/learn`,
  aboutPartnerOnly: true,
  noCompetitors: true,
  ownedByPartner: true,
});

let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(() => program.clear());

const phase = (name: string, day: string) => program.run('directory-submission', day, { phase: name });
const batch = async (month: string) => (await program.object(`directory/${month}.csv`))?.split('\n').filter(Boolean);

async function load(listings: string[], memberships = ['P-1', 'P-2'].map((id) => lap(id))) {
  const ids = ['P-1', 'P-2'];
  await program.importRows(
    { partners: ids.map((id) => partner(id)), contacts: ids.map((id) => admin(id)), memberships, listings },
    '2027-01-01',
  );
}

describe('the batch of a month', () => {
  it('is made once: a listing completed after it waits for the next month (R-DIR-3, R-DIR-4)', async () => {
    await load([listing('P-1'), 'P-2,Learning House P-2,KR,,true,true,true']);
    outputOf(await phase('submit', '2027-01-18'));
    const january = [HEADER, 'add,P-1,Learning House P-1,KR,https://p-1.example/learn'];
    expect(await batch('2027-01')).toEqual(january);
    expect((await program.given(completed('P-2'), '2027-01-19')).outcome).toBe('done');
    outputOf(await phase('submit', '2027-01-20'));
    expect(await batch('2027-01')).toEqual(january);
    outputOf(await phase('submit', '2027-02-15'));
    expect(await batch('2027-02')).toEqual([HEADER, 'add,P-2,Learning House P-2,KR,https://p-2.example/learn']);
  });

  it('is the same if two executions make it at once', async () => {
    await load([listing('P-1'), listing('P-2')]);
    const executions = await Promise.all([phase('submit', '2027-01-18'), phase('submit', '2027-01-18')]);
    expect(executions.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await batch('2027-01')).toEqual([
      HEADER,
      'add,P-1,Learning House P-1,KR,https://p-1.example/learn',
      'add,P-2,Learning House P-2,KR,https://p-2.example/learn',
    ]);
  });

  it('is made without a phase in the input', async () => {
    await load([listing('P-1')]);
    outputOf(await program.run('directory-submission', '2027-01-18'));
    expect(await batch('2027-01')).toHaveLength(2);
  });

  it('has what changed since the last one, and withdraws what expired on 2027-02-11 (R-DIR-4, R-EXP-1)', async () => {
    await load([listing('P-1'), listing('P-2')], [lap('P-1', '2026-01-11'), lap('P-2')]);
    outputOf(await phase('submit', '2027-01-18'));
    outputOf(await program.run('grace-expiry', '2027-02-11'));
    await program.given({ ...completed('P-2'), displayName: 'House of Learning' }, '2027-02-12');
    outputOf(await phase('submit', '2027-02-15'));
    expect(await batch('2027-02')).toEqual([
      HEADER,
      'remove,P-1,Learning House P-1,KR,https://p-1.example/learn',
      'update,P-2,House of Learning,KR,https://p-2.example/learn',
    ]);
    outputOf(await phase('submit', '2027-03-15'));
    expect(await batch('2027-03')).toEqual([HEADER]);
  });

  it('has no name that a spreadsheet would read as a formula', async () => {
    await load([listing('P-1', '"=HYPERLINK(""https://evil.example"")"'), listing('P-2', '@SUM(A1)')]);
    outputOf(await phase('submit', '2027-01-18'));
    expect(await batch('2027-01')).toEqual([
      HEADER,
      'add,P-1,"\'=HYPERLINK(""https://evil.example"")",KR,https://p-1.example/learn',
      "add,P-2,'@SUM(A1),KR,https://p-2.example/learn",
    ]);
  });
});

describe('an incomplete listing', () => {
  const told = (month: string) => [`P-1 listing ${month} incomplete-${month} to ${adminOf('P-1')}`];

  it('is reminded once a month, a week before the submission (R-DIR-3)', async () => {
    await load(['P-1,Learning House P-1,KR,http://p-1.example/learn,true,true,true', listing('P-2')]);
    outputOf(await phase('remind', '2027-01-11'));
    expect(program.mail.takeTold()).toEqual(told('2027-01'));
    outputOf(await phase('remind', '2027-01-12'));
    outputOf(await phase('submit', '2027-01-18'));
    expect(program.mail.takeTold()).toEqual([]);
    outputOf(await phase('remind', '2027-02-08'));
    expect(program.mail.takeTold()).toEqual(told('2027-02'));
  });

  it('is reported to the operators if the partner has no admin (R-ROLE-4)', async () => {
    const nobody = { partners: [partner('P-1')], memberships: [lap('P-1')], listings: ['P-1,,KR,,true,true,false'] };
    await program.importRows(nobody, '2027-01-01');
    const execution = await phase('remind', '2027-01-11');
    expect(program.mail.told).toEqual(['P-1 listing 2027-01 incomplete-2027-01 to operators@example.com']);
    expect(await program.decisions(execution)).toContainEqual(
      expect.objectContaining({ what: 'listing-incomplete', partnerId: 'P-1', rule: 'R-ROLE-4' }),
    );
  });
});

describe('a submitted listing', () => {
  it('is visible from the 7th of the next month, and its admins are told once (R-DIR-5)', async () => {
    await load([listing('P-1')]);
    outputOf(await phase('submit', '2027-01-18'));
    outputOf(await phase('publish', '2027-02-06'));
    expect((await program.items.value('P-1', 'LISTING')).visibleOn).toBeNull();
    outputOf(await phase('publish', '2027-02-07'));
    expect((await program.items.value('P-1', 'LISTING')).visibleOn).toBe('2027-02-07');
    outputOf(await phase('publish', '2027-02-07'));
    expect(program.mail.told).toEqual([`P-1 listing 2027-01 visible-2027-01 to ${adminOf('P-1')}`]);
  });

  it('is confirmed by the run of the next month if SES throttles (R-NOT-2)', async () => {
    await load([listing('P-1'), listing('P-2')]);
    outputOf(await phase('submit', '2027-01-18'));
    program.mail.refuse('Throttling', 'Maximum sending rate exceeded.', adminOf('P-1'));
    expect(await phase('publish', '2027-02-07')).toMatchObject({ status: 'FAILED', error: 'SweepIncomplete' });
    expect(program.mail.takeTold()).toEqual([`P-2 listing 2027-01 visible-2027-01 to ${adminOf('P-2')}`]);
    program.mail.heal();
    outputOf(await phase('publish', '2027-02-08'));
    expect(program.mail.told).toEqual([`P-1 listing 2027-01 visible-2027-01 to ${adminOf('P-1')}`]);
  });
});

describe('R-NOT-7: a mail about a listing that the mail service refuses for everybody', () => {
  it('is told to the operators by the same run, once', async () => {
    await load(['P-1,Learning House P-1,KR,,true,true,true']);
    program.mail.refuse('InvalidParameterValue', 'Local address contains control or whitespace', adminOf('P-1'));
    await phase('remind', '2027-01-11');
    const { notices } = await program.items.value('P-1', 'LISTING');
    expect(notices['incomplete-2027-01'].notices[0].state).toMatchObject({ status: 'undeliverable' });
    expect(notices['undelivered-2027-01'].notices[0]).toMatchObject({ role: 'operator', state: { status: 'sent' } });
    outputOf(await phase('submit', '2027-01-18'));
    const { notices: later } = await program.items.value('P-1', 'LISTING');
    expect(later).toEqual(notices);
  });
});
