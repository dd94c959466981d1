import { describe, expect, it } from 'vitest';
import { type Entry, RANK, toEntry } from '../../../shared/workflows/explain/entry.ts';
import { sortByCause } from '../../../shared/workflows/explain/sort-by-cause.ts';
import { date } from '../rules/support.ts';

const entry = (what: string, at: string | null, changes: Partial<Entry> = {}): Entry =>
  toEntry(
    'P-1',
    { on: null, what, rule: 'none', reason: '', rank: RANK.notice, ...changes },
    at === null ? null : { at, runId: 'r' },
  );
const orderOf = (...entries: Entry[]) => sortByCause(entries).map(({ what }) => what);

describe('the order of explained entries', () => {
  it('is that of their instants, whatever their notation and their days', () => {
    const late = entry('b', '2027-08-02T08:00:00.001Z', { on: date('2027-07-01') });
    const early = entry('a', '2027-08-02T08:00:00Z', { on: date('2027-08-02') });
    expect(orderOf(late, early)).toEqual(['a', 'b']);
    expect(orderOf(entry('b', '2027-08-02T09:00:00+00:00'), entry('a', '2027-08-02T08:59:59Z'))).toEqual(['a', 'b']);
  });

  it('puts, at one instant, a command before what it changed, and that before its notices', () => {
    const at = '2027-08-02T08:00:00Z';
    const sent = entry('notice', at, { rank: RANK.notice });
    const renewed = entry('renewed', at, { rank: RANK.status });
    expect(orderOf(sent, renewed, entry('command', at, { rank: RANK.command }))).toEqual([
      'command',
      'renewed',
      'notice',
    ]);
  });

  it('puts, at one instant, a bounce before the contact that it marks, and that before the alert', () => {
    const at = '2027-08-02T08:00:00Z';
    const bounce = entry('bounce', at, { rank: RANK.laterStep });
    const alert = entry('alert', at, { rank: RANK.notice });
    expect(orderOf(alert, entry('marked', at, { rank: RANK.unreachable }), bounce)).toEqual([
      'bounce',
      'marked',
      'alert',
    ]);
  });

  it('puts, at one instant, one run after the other, what was imported before what was commanded', () => {
    const at = '2027-08-02T08:00:00Z';
    const entryOf = (workflow: string, runId: string, rank: number) =>
      entry(`${runId} ${rank}`, at, { workflow, runId, rank });
    const severed = entryOf('partner-command', 'c-1', RANK.lines);
    const command = entryOf('partner-command', 'c-1', RANK.command);
    const next = entryOf('partner-command', 'c-2', RANK.command);
    const bounce = entryOf('mail-events', 'b', RANK.laterStep);
    const imported = entryOf('import', 'i', RANK.imported);
    const wanted = ['i 2', 'c-1 -1', 'c-1 3', 'c-2 -1', 'b 8'];
    expect(orderOf(next, severed, bounce, command, imported)).toEqual(wanted);
  });

  it('puts, in one decision about several stages, the earlier stage first, by membership', () => {
    const at = '2027-08-02T08:00:00Z';
    const entryOf = (membershipId: string, stage: number) =>
      entry(`${membershipId} ${stage}`, at, { membershipId, stage });
    expect(orderOf(entryOf('M2', -30), entryOf('M1', -1), entryOf('M1', -15))).toEqual(['M1 -15', 'M1 -1', 'M2 -30']);
  });

  it('puts an entry without an instant at the beginning of its day, and one without a day last', () => {
    const ofDay = entry('day', null, { on: date('2027-08-02') });
    const known = entry('instant', '2027-08-02T00:00:01Z');
    expect(orderOf(entry('nothing', null), known, ofDay)).toEqual(['day', 'instant', 'nothing']);
  });

  it('keeps the order of equal entries', () => {
    const [a, b] = [entry('x', '2027-08-02T08:00:00Z'), entry('x', '2027-08-02T08:00:00Z')];
    expect(sortByCause([a, b])).toEqual([a, b]);
    expect(sortByCause([b, a])[0]).toBe(b);
  });
});
