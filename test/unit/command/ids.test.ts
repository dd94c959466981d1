import { describe, expect, it } from 'vitest';
import type { OperatorCommand } from '../../../shared/domain/commands/command.ts';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { commandIdOf } from '../../../shared/workflows/commands/command-id.ts';

const FIRST = civilDateOf('2027-01-05');
const LATER = civilDateOf('2027-01-15');
const left = { command: 'employee-left', partnerId: 'P-1', employeeId: 'E-1' } as const satisfies OperatorCommand;

describe('two commands with the same content', () => {
  it('have one id, whatever the order of their fields', () => {
    const turned = { employeeId: 'E-1', partnerId: 'P-1', command: 'employee-left' } as const;
    expect(commandIdOf(turned, FIRST)).toBe(commandIdOf(left, FIRST));
  });

  it('have two ids on two days if neither gives the date that defaults to the day', () => {
    expect(commandIdOf(left, LATER)).not.toBe(commandIdOf(left, FIRST));
    const dated = { ...left, leftOn: FIRST };
    expect(commandIdOf(dated, LATER)).toBe(commandIdOf(dated, FIRST));
  });

  it('have two ids on two days if a renewal is declined, withdrawn, and declined again (R-REN-8)', () => {
    const decline = { command: 'decline-renewal', partnerId: 'P-1', membershipId: 'M1' } as const;
    expect(commandIdOf(decline, LATER)).not.toBe(commandIdOf(decline, FIRST));
    expect(commandIdOf({ ...decline, requestId: 'r-1' }, LATER)).toBe('R-r-1');
  });

  it('have one id if one of them is a dry run, under which nothing is recorded (R-OPS-3)', () => {
    expect(commandIdOf({ ...left, dryRun: true }, FIRST)).toBe(commandIdOf(left, FIRST));
    expect(commandIdOf({ ...left, dryRun: true, requestId: 'r-1' }, FIRST)).toBe('R-r-1');
  });

  it('have one id on any day if they have the same requestId', () => {
    const asked = { ...left, requestId: 'r-1' };
    expect(commandIdOf(asked, LATER)).toBe('R-r-1');
    const retry = { command: 'retry-set-aside', partnerId: 'P-1', ticket: '1' } as const;
    expect(commandIdOf(retry, LATER)).toBe(commandIdOf(retry, FIRST));
  });
});
