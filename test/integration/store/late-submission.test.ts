import { describe, expect, it } from 'vitest';
import { MemoryProgram } from '../support/memory-program.ts';

/** In 2028 August's submission is due on Monday the 21st, September's on Monday the 18th. */
const SUBMISSION = '2028-08-21';
const LISTING = {
  ...{ command: 'set-listing', partnerId: 'P-1', displayName: 'Contoso', country: 'KR' },
  ...{ url: 'https://learn.contoso.example/', aboutPartnerOnly: true, noCompetitors: true, ownedByPartner: true },
};
const LAP = {
  ...{ command: 'enrol', partnerId: 'P-1', membershipId: 'M-1', offer: 'learning-action-pack' },
  ...{ paidOn: '2028-08-23', reference: 'F-1' },
};

async function withTrainer(): Promise<MemoryProgram> {
  const program = new MemoryProgram();
  await program.load(
    {
      partners: ['P-1,Contoso,KR,contoso.example,2028-01-20,4'],
      contacts: ['P-1,global-admin,Kim,kim@contoso.example,en'],
    },
    '2028-02-01',
  );
  return program;
}
const monthOf = async ({ store }: MemoryProgram): Promise<string | null> =>
  (await store.listings.get({ partnerId: 'P-1' }))?.value.submitted?.month ?? null;

describe('R-DIR-3: a submission that starts days after its Monday', () => {
  it('takes the listing of a partner that came to be entitled since', async () => {
    const program = await withTrainer();
    await program.give(LISTING, '2028-02-02');
    await program.directory('submit', '2028-02-21');
    expect(await program.give(LAP, '2028-08-23')).toMatchObject({ outcome: 'done' });
    await program.directory('submit', SUBMISSION);
    expect(await monthOf(program)).toBe('2028-08');
  });

  it('takes a listing that was set since', async () => {
    const program = await withTrainer();
    await program.give(LAP, '2028-08-23');
    await program.give(LISTING, '2028-08-24');
    await program.directory('submit', SUBMISSION);
    expect(await monthOf(program)).toBe('2028-08');
  });

  it('leaves what came after it to the next month, also if it runs again (R-DIR-4)', async () => {
    const program = await withTrainer();
    await program.give(LISTING, '2028-02-02');
    await program.directory('submit', SUBMISSION);
    await program.give(LAP, '2028-08-23');
    await program.directory('submit', SUBMISSION);
    expect(await monthOf(program)).toBeNull();
    await program.directory('submit', '2028-09-18');
    expect(await monthOf(program)).toBe('2028-09');
  });
});
