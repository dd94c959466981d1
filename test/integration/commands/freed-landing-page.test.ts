import { describe, expect, it } from 'vitest';
import { MemoryProgram } from '../support/memory-program.ts';

/** In 2028 the reminder of August is due on Monday the 14th, its submission on Monday the 21st. */
const [REMINDER, SUBMISSION] = ['2028-08-14', '2028-08-21'];
const PAGE = 'https://learn.contoso.example/';
const listing = (partnerId: string, url: string) => ({
  ...{ command: 'set-listing', partnerId, displayName: partnerId, country: 'KR', url },
  ...{ aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true },
});

/** Two parts of one company, with one domain: P-1 asked for the page first. */
async function withOnePage(): Promise<MemoryProgram> {
  const program = new MemoryProgram();
  const partners = ['P-1', 'P-2'];
  await program.load(
    {
      partners: partners.map((id) => `${id},Contoso ${id},KR,contoso.example,2028-01-20,4`),
      contacts: partners.map((id) => `${id},global-admin,Kim,kim@${id.toLowerCase()}.example,en`),
    },
    '2028-02-01',
  );
  for (const partnerId of partners) {
    const lap = { command: 'enrol', partnerId, membershipId: 'M-1', offer: 'learning-action-pack' };
    await program.give({ ...lap, paidOn: '2028-02-01', reference: 'F' }, '2028-02-01');
    await program.give(listing(partnerId, PAGE), '2028-02-02');
  }
  return program;
}
const listingOf = async ({ store }: MemoryProgram, partnerId: string) =>
  (await store.listings.get({ partnerId }))?.value ?? expect.fail(`no listing of ${partnerId}`);

describe('R-DIR-2: a landing page that another partner has given up', () => {
  it('is of the partner that waited for it: the page is in the batch, and nobody is told that it is in use', async () => {
    const program = await withOnePage();
    await program.give(listing('P-1', 'https://www.contoso.example/'), '2028-08-10');
    await program.directory('remind', REMINDER);
    expect((await listingOf(program, 'P-2')).notices).toEqual({});
    await program.directory('submit', SUBMISSION);
    expect(await listingOf(program, 'P-2')).toMatchObject({
      holdsUrl: true,
      submitted: { url: PAGE, month: '2028-08' },
    });
    const explained = await program.explained({ partnerId: 'P-2' });
    expect(explained.filter((line) => line.includes('R-DIR-2'))).toEqual([
      expect.stringContaining('the partner that had its landing page has another one'),
    ]);
  });

  it('is found by the submission, too, given up after the reminder', async () => {
    const program = await withOnePage();
    await program.directory('remind', REMINDER);
    expect(Object.keys((await listingOf(program, 'P-2')).notices)).toEqual(['incomplete-2028-08']);
    await program.give(listing('P-1', 'https://www.contoso.example/'), '2028-08-16');
    await program.directory('submit', SUBMISSION);
    expect((await listingOf(program, 'P-2')).submitted).toMatchObject({ url: PAGE });
  });

  it('stays with the partner that has it as long as its listing says so', async () => {
    const program = await withOnePage();
    await program.directory('submit', SUBMISSION);
    expect(await listingOf(program, 'P-1')).toMatchObject({ holdsUrl: true, submitted: { url: PAGE } });
    expect(await listingOf(program, 'P-2')).toMatchObject({ holdsUrl: false, submitted: null });
  });
});
