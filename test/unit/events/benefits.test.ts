import { describe, expect, it } from 'vitest';
import type { Benefits, Token } from '../../../shared/domain/benefits/benefit.ts';
import { benefitsEvents } from '../../../shared/workflows/events/changes/benefits.ts';
import { date } from '../rules/support.ts';

const token = (tokenId: string, fields: Partial<Token> = {}): Token => ({
  ...{ tokenId, membershipId: 'M-1', issuedOn: date('2027-03-02'), recordedOn: date('2027-03-02'), commandId: 'C-1' },
  ...{ kind: 'token', product: 'Azure', seats: 25, activation: null, replaces: null, replacedBy: null },
  ...fields,
});
const REPLACED = token('T-1', { replacedBy: 'T-2' });
const REPLACEMENT = token('T-2', { replaces: 'T-1' });

const told = (before: Token[], after: Token[], reversals?: Benefits['reversals']) =>
  benefitsEvents({
    before: { partnerId: 'P-1', entries: before },
    after: { partnerId: 'P-1', entries: after, reversals },
  }).map(({ type, rule, data }) => [type, rule, data]);

const ended = (tokenId: string, cause: string) => ({ tokenId, cause });

describe('the events of benefits', () => {
  it('R-LIC-3: a replacement ends the token that it replaces', () => {
    expect(told([token('T-1')], [REPLACED, REPLACEMENT])).toEqual([
      ['benefit.ended', 'R-LIC-3', ended('T-1', 'replaced')],
      [
        'benefit.issued',
        'R-LIC-1',
        { tokenId: 'T-2', kind: 'token', product: 'Azure', edition: null, amount: 25, replaces: 'T-1' },
      ],
    ]);
  });

  it('R-OPS-1: a replacement that is taken back ends as reversed, and the token before it has changed', () => {
    expect(told([REPLACED, REPLACEMENT], [token('T-1')])).toEqual([
      ['benefit.changed', 'R-OPS-1', { tokenId: 'T-1', kind: 'token' }],
      ['benefit.ended', 'R-OPS-1', ended('T-2', 'reversed')],
    ]);
  });

  it('R-OPS-1: a benefit whose issue is taken back ends as reversed', () => {
    const reversal = {
      ...{ tokenId: 'T-1', membershipId: 'M-1', step: 'issue' as const, what: 'the issue', on: date('2027-03-03') },
      ...{ commandId: 'C-2', ticket: '4720', recordedBy: 'C-1' },
    };
    expect(told([token('T-1')], [], [reversal])).toEqual([['benefit.ended', 'R-OPS-1', ended('T-1', 'reversed')]]);
  });

  it('R-MRG-1: benefits that go to another partner end as merged, a replacement with the token before it', () => {
    expect(told([REPLACED, REPLACEMENT], [])).toEqual([
      ['benefit.ended', 'R-MRG-1', ended('T-1', 'merged')],
      ['benefit.ended', 'R-MRG-1', ended('T-2', 'merged')],
    ]);
  });
});
