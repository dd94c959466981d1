import { describe, expect, it } from 'vitest';
import type { NoticeState } from '../../../shared/domain/notices/notice-state.ts';
import { type Entry, RANK, toEntry } from '../../../shared/workflows/explain/entry.ts';
import { sentenceOf } from '../../../shared/workflows/explain/sentence.ts';
import { date } from '../rules/support.ts';

const RUN = { at: '2027-02-03T08:00:00.000Z', runId: 'r-1' };
const on = date('2027-02-03');
const notice = (state: NoticeState, changes: Partial<Entry> = {}): string =>
  sentenceOf(
    toEntry(
      'P-1',
      {
        on,
        what: 'notice renewal',
        membershipId: 'M1',
        cycle: 7,
        stage: 1,
        rule: 'R-NOT-1',
        reason: 'stage 1 is due',
        workflow: 'renewal-notices',
        notices: [{ to: 'ana@contoso.example', role: 'global-admin', noticeId: 'n', state }],
        rank: RANK.notice,
        ...changes,
      },
      RUN,
    ),
  );
const sent: NoticeState = { status: 'sent', messageId: 'm', on, subject: 's' };
const HEAD = '2027-02-03 08:00 UTC, renewal-notices (run r-1): ';
const STAGE = `${HEAD}renewal notice of stage +1 for P-1 M1, cycle 7 to ana@contoso.example`;

describe("an explained entry's sentence", () => {
  it('says when, who, what, to whom, why and by which rule', () => {
    expect(notice(sent)).toBe(`${STAGE} sent, because stage 1 is due (R-NOT-1).`);
  });

  it.each<[NoticeState, string]>([
    [{ status: 'skipped', reason: 'paid' }, 'not sent (paid)'],
    [{ status: 'claimed', attempt: 1, claimedAt: RUN.at, runId: 'r-1', on }, 'sent without an answer so far'],
    [{ status: 'pending', unanswered: 0 }, 'not accepted so far (no reason was given)'],
    [{ status: 'pending', unanswered: 0, reason: 'Throttling' }, 'not accepted so far (Throttling)'],
    [{ status: 'undeliverable', reason: 'no such user' }, 'undeliverable (no such user)'],
    [{ status: 'uncertain', reason: 'no answer' }, 'uncertain (no answer)'],
  ])('says of a notice that it is %j', (state, said) => {
    expect(notice(state)).toBe(`${STAGE} ${said}, because stage 1 is due (R-NOT-1).`);
  });

  it('says what a notice was at first and what it became later', () => {
    const notices = [{ to: 'a@b.example', role: 'mpn-admin', noticeId: 'n', state: sent, atFirst: 'pending' as const }];
    expect(notice(sent, { notices })).toContain('to a@b.example not accepted, later sent, because');
  });

  it.each<[string, number | null, string]>([
    ['notice renewal', -30, 'renewal notice of stage -30'],
    ['notice expired', 31, 'expiry notice of stage +31'],
    ['notice operator-alert', null, 'alert to the operators'],
    ['notice renewal-at-risk', null, 'renewal at risk notice'],
  ])('names %s', (what, stage, name) => {
    expect(notice(sent, { what, stage })).toContain(`${HEAD}${name} for P-1 M1, cycle 7 to`);
  });

  it('cites no rule for a decision without one', () => {
    const fact = { on, what: 'partner-loaded', rule: 'none', reason: 'loaded from partners.csv', rank: RANK.partner };
    const entry = toEntry('P-1', { ...fact, workflow: 'import' }, RUN);
    expect(sentenceOf(entry)).toBe(
      '2027-02-03 08:00 UTC, import (run r-1): partner loaded for P-1: loaded from partners.csv.',
    );
  });

  it('says for which day it was decided, if that is not the day of the run', () => {
    expect(notice(sent, { on: date('2027-02-01') })).toMatch(/^2027-02-03 08:00 UTC for 2027-02-01, /);
  });

  it('names what is not recorded: the time, the run, the workflow', () => {
    const sentenceWith = (more: Partial<Entry>) =>
      sentenceOf(toEntry('P-1', { on, what: 'x', rule: 'R', reason: 'y', rank: 0, ...more }, null));
    expect(sentenceWith({})).toBe('2027-02-03, time not recorded, a run that is not recorded: x for P-1: y (R).');
    expect(sentenceWith({ on: null, runId: 'r-2' })).toBe(
      'time not recorded, a workflow that is not recorded (run r-2): x for P-1: y (R).',
    );
  });
});
