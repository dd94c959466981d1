/** A notice that an operator sends again is a second mail (R-NOT-2). */
import { expect, it } from 'vitest';
import { readPartnerState } from '../../../infra/local/simulation/results/read-partner-state.ts';
import { date } from '../../unit/rules/support.ts';
import { MemoryProgram } from '../support/memory-program.ts';

it('R-NOT-2: the results of a simulation have both mails, the second one by the command', async () => {
  const program = new MemoryProgram();
  await program.load(
    {
      partners: ['P-1,Fabrikam,KR,fabrikam.example,2027-01-20,1'],
      contacts: ['P-1,global-admin,Bo,bo@fabrikam.example,en', 'P-1,mpn-admin,Cy,cy@fabrikam.example,en'],
      memberships: ['P-1,A-1,action-pack,,,,2026-03-20,'],
    },
    '2027-02-01',
  );
  await program.daily('2027-02-18');
  const resend = { command: 'resend-notice', partnerId: 'P-1', membershipId: 'A-1', ticket: '4711' };
  const cy = { ...resend, to: 'cy@fabrikam.example' };
  expect(await program.give(cy, '2027-02-20')).toMatchObject({ outcome: 'done' });
  expect(await program.give(cy, '2027-02-20')).toMatchObject({ outcome: 'done' });
  expect(await program.give({ ...cy, ticket: '4712' }, '2027-02-20')).toMatchObject({ outcome: 'refused' });
  expect(program.mails.map(({ on, to }) => `${on} ${to}`)).toEqual([
    '2027-02-18 bo@fabrikam.example',
    '2027-02-18 cy@fabrikam.example',
    '2027-02-20 cy@fabrikam.example',
  ]);
  const { mails } = await readPartnerState(program.store, program.config, 'P-1', date('2027-02-21'));
  expect(mails.map(({ asOf, to, stage, workflow }) => `${asOf} ${to} ${stage} ${workflow}`)).toEqual([
    '2027-02-18 bo@fabrikam.example -30 renewal-notices',
    '2027-02-18 cy@fabrikam.example -30 renewal-notices',
    '2027-02-20 cy@fabrikam.example -30 partner-command',
  ]);
});
