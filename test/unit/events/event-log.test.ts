import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnnumberedEvent } from '../../../shared/workflows/events/catalogue/program-event.ts';
import { emptyLog, number, type Telling } from '../../../shared/workflows/events/event-log.ts';

const SERIES = 'table';
const AT = '2027-03-02T08:00:00Z';

const data = { changed: [], roles: [] };
const event: UnnumberedEvent = { type: 'partner.changed', partnerId: 'P-1', rule: 'R-ROLE-1', data };
const telling = (item: string, version: number, count = 1, at = AT): Telling => {
  return { item, version, at, events: Array.from({ length: count }, () => event) };
};
const numbersOf = (events: readonly { number: number }[]) => events.map((each) => each.number);

describe('the numbers of events', () => {
  it('begin with 1 and grow by one, in the order of the changes', () => {
    const { log, events } = number(emptyLog('partner/P-1'), [telling('A', 1, 2), telling('B', 1)], SERIES);
    expect(numbersOf(events)).toEqual([1, 2, 3]);
    expect(log.last).toBe(3);
    expect(events.map(({ id }) => id)).toEqual(['table/partner/P-1#1', 'table/partner/P-1#2', 'table/partner/P-1#3']);
  });

  it('are the same when a change is told again, and the log stays as it is', () => {
    const { log, events } = number(emptyLog('partner/P-1'), [telling('A', 1, 2), telling('A', 2)], SERIES);
    const again = number(log, [telling('A', 2)], SERIES);
    expect(again.log).toBe(log);
    expect(again.events).toEqual(events.slice(2));
  });

  it('are not used for a change that tells nothing', () => {
    const log = emptyLog('partner/P-1');
    expect(number(log, [telling('A', 1, 0)], SERIES)).toEqual({ log, events: [] });
  });

  it('are kept for a change as long as a stream tells it again: 24 hours, and no more than 25', () => {
    const first = number(emptyLog('partner/P-1'), [telling('A', 1)], SERIES).log;
    const dayLater = number(first, [telling('A', 2, 1, '2027-03-03T08:00:00Z')], SERIES).log;
    expect(dayLater.told.map(({ version }) => version)).toEqual([1, 2]);
    const later = number(dayLater, [telling('A', 3, 1, '2027-03-03T09:00:01Z')], SERIES).log;
    expect(later.told.map(({ version }) => version)).toEqual([2, 3]);
  });

  it('are those of their change, whatever batches it comes in, and however often', () => {
    const change = fc.record({ item: fc.constantFrom('A', 'B', 'C'), count: fc.integer({ min: 0, max: 3 }) });
    const cuts = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 })), { minLength: 30 });
    const sameNumbers = fc.property(fc.array(change, { maxLength: 30 }), cuts, (changes, batches) => {
      const versions = new Map<string, number>();
      const tellings = changes.map(({ item, count }) => {
        const version = (versions.get(item) ?? 0) + 1;
        versions.set(item, version);
        return telling(item, version, count);
      });
      const whole = numbersOf(number(emptyLog('partner/P-1'), tellings, SERIES).events);
      let log = emptyLog('partner/P-1');
      const heard: number[] = [];
      let start = 0;
      for (const [size, times] of batches) {
        const batch = tellings.slice(start, start + size);
        start += size;
        for (let time = 0; time < times; time += 1) {
          const told = number(log, batch, SERIES);
          log = told.log;
          if (time === 0) heard.push(...numbersOf(told.events));
          else expect(numbersOf(told.events)).toEqual(heard.slice(heard.length - told.events.length));
        }
      }
      expect(heard).toEqual(whole);
    });
    expect(() => fc.assert(sameNumbers)).not.toThrow();
  });
});
