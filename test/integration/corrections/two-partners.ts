import { expect } from 'vitest';
import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { MemoryProgram } from '../support/memory-program.ts';

/** P-1 and P-2, imported on 2027-01-25 with these memberships; the membership M-1 of P-1 has a token. */
export async function twoPartners(memberships: string[], config?: ProgramConfig): Promise<MemoryProgram> {
  const program = new MemoryProgram(config);
  const problems = await program.load(
    {
      partners: ['P-1', 'P-2'].map((id) => `${id},Partner ${id},KR,${id.toLowerCase()}.example,2027-01-20,2`),
      contacts: ['P-1', 'P-2'].map((id) => `${id},global-admin,Kim,kim@${id.toLowerCase()}.example,en`),
      memberships,
      tokens: ['P-1,M-1,T-1,token,Azure,5,,,2026-07-01,,,,'],
    },
    '2027-01-25',
  );
  expect(problems).toEqual([]);
  return program;
}
