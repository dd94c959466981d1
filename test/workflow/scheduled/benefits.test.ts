import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actionPacks, adminOf, payment } from '../support/partners.ts';
import { outputOf, Program } from '../support/program.ts';

// Memberships have the anniversary 2027-03-01, and are in force through 2027-03-31.
let program: Program;

beforeAll(async () => {
  program = await Program.start();
});
afterAll(() => program?.stop());
beforeEach(async () => {
  await program.clear();
  await program.importRows(actionPacks('P-1'), '2027-01-01');
});

const ANNA = adminOf('P-1');
const given = (command: string, fields: object, day: string) =>
  program.given({ command, partnerId: 'P-1', ...fields }, day);
const TOKEN = { membershipId: 'M-1', tokenId: 'T-1', product: 'Microsoft 365 E3', seats: 25 };
const ACTIVATION = { tokenId: 'T-1', tenant: 'wrong.example' };
const REPLACEMENT = { tokenId: 'T-1', newTokenId: 'T-2', cause: 'wrong-tenant' };
const rowsOf = async () => (await program.items.value('P-1', 'BENEFITS')).entries;

describe('a token', () => {
  it('is issued, activated, replaced once and not again (R-LIC-2, R-LIC-3)', async () => {
    expect(await given('issue-token', TOKEN, '2027-01-10')).toMatchObject({
      ...{ outcome: 'done', repeated: false, rule: 'R-LIC-1', membershipId: 'M-1', cycle: 1 },
    });
    expect(await given('issue-token', TOKEN, '2027-01-11')).toMatchObject({ outcome: 'done', repeated: true });
    expect((await given('activate-token', { ...ACTIVATION, seats: 5 }, '2027-01-12')).rule).toBe('R-LIC-2');
    expect(await given('activate-token', ACTIVATION, '2027-01-12')).toMatchObject({ outcome: 'done' });
    const other = { ...ACTIVATION, tenant: 'right.example' };
    expect(await given('activate-token', other, '2027-01-13')).toMatchObject({ outcome: 'refused', rule: 'R-LIC-2' });
    expect(await given('replace-token', REPLACEMENT, '2027-02-12')).toMatchObject({
      outcome: 'refused',
      rule: 'R-LIC-3',
    });
    expect(await given('replace-token', REPLACEMENT, '2027-02-11')).toMatchObject({ outcome: 'done', rule: 'R-LIC-3' });
    const again = { ...REPLACEMENT, newTokenId: 'T-3' };
    expect(await given('replace-token', again, '2027-02-11')).toMatchObject({ outcome: 'refused', rule: 'R-LIC-3' });
    expect(await rowsOf()).toMatchObject([
      { tokenId: 'T-1', replacedBy: 'T-2', activation: { on: '2027-01-12' } },
      { tokenId: 'T-2', replaces: 'T-1', activation: null },
    ]);
  });

  it('is not issued once the window has closed, whether the expiry has run or not (R-LIC-1)', async () => {
    expect((await given('issue-token', TOKEN, '2027-03-31')).outcome).toBe('done');
    const late = { ...TOKEN, tokenId: 'T-2' };
    expect(await given('issue-token', late, '2027-04-01')).toMatchObject({ outcome: 'refused', rule: 'R-LIC-1' });
    outputOf(await program.run('grace-expiry', '2027-04-01'));
    expect(await given('activate-token', ACTIVATION, '2027-04-02')).toMatchObject({
      outcome: 'refused',
      rule: 'R-LIC-1',
    });
    await given('record-payment', payment('P-1', '2027-03-30'), '2027-04-03');
    expect(await given('activate-token', ACTIVATION, '2027-04-04')).toMatchObject({ outcome: 'done', cycle: 2 });
  });
});

describe('R-LIC-6: the expiry of a membership', () => {
  const TOKENS = [
    'P-1,M-1,K-1,mak,Windows Server,,10,,2026-03-02,,,,',
    'P-1,M-1,S-1,visual-studio,,,,professional,2026-03-02,,,ada@p-1.example,2026-03-03',
  ];

  it('names what ends in the notice and in the reminder before it, and in explain', async () => {
    await program.importRows({ tokens: TOKENS }, '2027-01-01');
    await given('issue-token', TOKEN, '2027-01-10');
    await given('activate-token', { tokenId: 'K-1', count: 3 }, '2027-01-11');
    outputOf(await program.run('renewal-notices', '2027-03-31'));
    outputOf(await program.run('grace-expiry', '2027-04-01'));
    const texts = await program.mail.textsTo(ANNA);
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      expect(text).toContain('- Microsoft 365 E3: Token T-1, 25 seats\n');
      expect(text).toContain(
        '- Windows Server: Multiple activation key (MAK) K-1, 7 activations left (needs a product key and activation)\n',
      );
      expect(text).toContain('- Visual Studio Professional: Subscription S-1, assigned to ada@p-1.example\n');
    }
    const { decisions } = await given('explain', { membershipId: 'M-1' }, '2027-04-02');
    const licences = decisions.filter(({ rule }: { rule: string }) => rule.startsWith('R-LIC'));
    expect(licences.map(({ on, what, rule }: Record<string, string>) => `${on} ${what} ${rule}`)).toEqual([
      '2027-01-01 licence imported R-LIC-1',
      '2027-01-01 licence imported R-LIC-1',
      '2027-01-10 issue-token done R-LIC-1',
      '2027-01-11 activate-token done R-LIC-4',
      '2027-04-01 licences ended R-LIC-6',
    ]);
    expect(licences.at(-1).reason).toBe('K-1, S-1, T-1 ended with M-1, which is expired');
    const expired = decisions.find(({ stage }: { stage: number }) => stage === 31);
    expect(expired.inputs).toMatchObject({ licencesEnded: 3 });
  });

  it('ends a subscription for its last person, to whom it passed after 90 days (R-LIC-5)', async () => {
    await program.importRows({ tokens: [TOKENS[1]?.replace('2026-03-03', '2026-12-01') ?? ''] }, '2027-01-01');
    const toBo = { tokenId: 'S-1', to: 'bo@p-1.example' };
    expect(await given('assign-subscription', toBo, '2027-02-28')).toMatchObject({
      outcome: 'refused',
      rule: 'R-LIC-5',
    });
    expect(await given('assign-subscription', toBo, '2027-03-01')).toMatchObject({ outcome: 'done', rule: 'R-LIC-5' });
    expect(await rowsOf()).toMatchObject([{ assignments: [{ to: 'ada@p-1.example' }, { to: 'bo@p-1.example' }] }]);
  });
});

it('an issue whose fields do not fit its kind is invalid input', async () => {
  const command = { command: 'issue-token', partnerId: 'P-1', ...TOKEN, edition: 'enterprise' };
  expect(await program.command(command, '2027-01-10')).toMatchObject({
    ...{ status: 'FAILED', error: 'InvalidInput' },
    cause: 'edition: got "enterprise"; allowed: nothing for kind token',
  });
});
