import { describe, expect, it } from 'vitest';
import { erasePerson, namesOf } from '../../../../shared/domain/notices/erase-person.ts';
import {
  isPseudonym,
  type Person,
  pseudonymOf,
  withoutAddresses,
} from '../../../../shared/domain/notices/pseudonym.ts';

const KIM: Person = { address: 'kim@contoso.example', employeeId: null, names: new Set(['Kim Lee']) };
const { name, address } = pseudonymOf(KIM);

describe('R-OPS-4: a person who is erased', () => {
  it('has one pseudonym, whatever the letter case of the address, that can receive no mail', () => {
    expect(pseudonymOf({ ...KIM, address: 'Kim@Contoso.example' })).toEqual({ name, address });
    expect(address).toMatch(/^erased-[0-9a-f]{16}@erased\.invalid$/);
    expect(isPseudonym(address)).toBe(true);
  });

  it.each<[unknown, unknown]>([
    [
      { email: 'KIM@contoso.example', name: 'Kim Lee', role: 'x' },
      { email: address, name, role: 'x' },
    ],
    [
      { to: 'kim@contoso.example', name: 'K. Lee' },
      { to: address, name },
    ],
    [
      { email: 'Kim <kim@contoso.example>', name: 'Kim Lee' },
      { email: `Kim <${address}>`, name },
    ],
    ['550 <kim@contoso.example>: unknown', `550 <${address}>: unknown`],
    ['nothing is sent to kim@contoso.example.', `nothing is sent to ${address}.`],
    [['global-admin kim@contoso.example'], [`global-admin ${address}`]],
    [
      { by: 'Kim Lee', reason: '"Kim Lee" is not one of them' },
      { by: name, reason: `"${name}" is not one of them` },
    ],
    [{ ticket: '4711, as Kim Lee asked' }, { ticket: `4711, as ${name} asked` }],
    [{ [KIM.address as string]: 1 }, { [address]: 1 }],
  ])('is replaced in %j', (stored, expected) => {
    expect(erasePerson(stored, KIM)).toEqual(expected);
  });

  it.each<[unknown]>([
    [{ email: 'akim@contoso.example', name: 'Kim Lee' }],
    [{ email: 'kim@contoso.example.org', name: 'Kim' }],
    [{ email: 'kim@contoso.example-mail.org' }],
    [{ name: 'Kim Lee', country: 'KR' }],
    ['Kim Lee asked for it'],
    [{ reference: 'wire of Kim Lee' }],
    [null],
  ])('is not taken for another one: %j', (stored) => {
    expect(erasePerson(stored, KIM)).toBe(stored);
  });

  it('is found by the names that stand beside the address', () => {
    const stored = [
      { email: 'KIM@contoso.example', name: 'Kim Lee' },
      { to: 'bo@contoso.example', name: 'Bo' },
    ];
    expect(namesOf(stored, KIM)).toEqual(['Kim Lee']);
  });

  it.each([
    [
      { status: 'pending', unanswered: 0 },
      { status: 'skipped', reason: 'no-recipient' },
    ],
    [{ status: 'claimed', attempt: 1 }, { status: 'uncertain' }],
    [
      { status: 'sent', messageId: 'm' },
      { status: 'sent', messageId: 'm' },
    ],
  ])('gets no notice any more: %j', (state, expected) => {
    const entry = { noticeId: 'n', to: 'kim@contoso.example', name: 'Kim Lee', state };
    expect(erasePerson(entry, KIM)).toMatchObject({ noticeId: 'n', to: address, state: expected });
  });

  it('is replaced as an employee', () => {
    const employee: Person = { address: null, employeeId: 'E-1', names: new Set() };
    const pseudonym = pseudonymOf(employee).name;
    expect(erasePerson({ employeeId: 'E-1', name: 'Ada' }, employee)).toEqual({ employeeId: 'E-1', name: pseudonym });
    expect(erasePerson({ employeeId: 'E-2', name: 'Ada' }, employee)).toMatchObject({ name: 'Ada' });
  });

  it('is not stored again by a late answer of the mail service', () => {
    expect(withoutAddresses('550 5.1.1 <kim@contoso.example>: gone')).toBe('550 5.1.1 <erased@erased.invalid>: gone');
  });
});
