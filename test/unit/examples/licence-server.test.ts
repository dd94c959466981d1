import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BEGINNING_MS,
  type Following,
  follow,
  UNKNOWN,
  withEarly,
} from '../../../docs/examples/licence-server/following.ts';
import { type ProgramEvent, seatsOf } from '../../../docs/examples/licence-server/seats.ts';

const SERIES = 'partner-program-prod-data-Table';

type Told = Pick<ProgramEvent, 'type'> & Partial<ProgramEvent>;

const numbered = (told: readonly Told[], first = 1, series = SERIES): ProgramEvent[] =>
  told.map((event, index) => ({
    ...{ at: '2027-03-02T08:00:00Z', about: 'partner/P-1', membershipId: 'M-1', data: {} },
    ...event,
    ...{ series, number: first + index },
  }));

const membership = (type: string, status: string, membershipId = 'M-1'): Told => ({
  type: `membership.${type}`,
  membershipId,
  data: { state: { status } },
});
const issued = (tokenId: string, amount: number, membershipId = 'M-1'): Told => ({
  type: 'benefit.issued',
  membershipId,
  data: { tokenId, amount },
});
const ENROLLED = membership('enrolled', 'active');
const EXPIRED = [membership('expired', 'expired'), { type: 'benefit.ended', data: { tokenId: null } }];
const REPLACED = { type: 'benefit.ended', data: { tokenId: 'T-1', cause: 'replaced' } };
const REINSTATED = [membership('reinstated', 'active'), { type: 'benefit.resumed' }];

/** Takes events as they come; a series begins with the first. */
function taken(events: readonly ProgramEvent[], known: Following = UNKNOWN): Following {
  return events.reduce((following, event) => {
    const next = follow(following, event, BEGINNING_MS);
    return typeof next === 'string' ? following : next;
  }, known);
}

const seats = (told: readonly Told[]) => seatsOf(taken(numbered(told)).licences);

describe('the example of a licence server', () => {
  it('ends the seats of a membership that has expired, and brings them back when it is reinstated', () => {
    const until = [{ type: 'partner.created', membershipId: null }, ENROLLED, issued('T-1', 25)];
    expect(seats(until)).toEqual({ 'T-1': 25 });
    expect(seats([...until, ...EXPIRED])).toEqual({ 'T-1': 0 });
    expect(seats([...until, ...EXPIRED, ...REINSTATED])).toEqual({ 'T-1': 25 });
  });

  it('ends a token that was replaced, whatever becomes of its membership, and no other', () => {
    const all = [ENROLLED, issued('T-1', 25), issued('T-2', 10), REPLACED, ...EXPIRED, ...REINSTATED];
    expect(seats(all)).toEqual({ 'T-2': 10 });
  });

  it('brings back a token when its replacement is taken back', () => {
    const { data, ...replacement } = issued('T-2', 25);
    const replaced = [ENROLLED, issued('T-1', 25), REPLACED, { ...replacement, data: { ...data, replaces: 'T-1' } }];
    expect(seats(replaced)).toEqual({ 'T-2': 25 });
    const changed = { type: 'benefit.changed', data: { tokenId: 'T-1' } };
    const takenBack = { type: 'benefit.ended', data: { tokenId: 'T-2', cause: 'reversed' } };
    expect(seats([...replaced, changed, takenBack])).toEqual({ 'T-1': 25 });
  });

  it('leaves the seats of another membership as they are', () => {
    const other = [membership('enrolled', 'active', 'M-2'), issued('T-2', 10, 'M-2')];
    expect(seats([ENROLLED, issued('T-1', 25), ...other, ...EXPIRED])).toEqual({ 'T-1': 0, 'T-2': 10 });
  });

  it('keeps the seats of a membership that has got another id', () => {
    const renamed = [membership('renamed', 'moved'), membership('renamed', 'active', 'M-9')];
    const moved = { type: 'benefit.changed', membershipId: 'M-9', data: { tokenId: 'T-1' } };
    expect(seats([ENROLLED, issued('T-1', 25), ...renamed, moved])).toEqual({ 'T-1': 25 });
  });

  it('counts a type that it does not know', () => {
    expect(seats([ENROLLED, { type: 'benefit.lent', data: { tokenId: 'T-1' } }, issued('T-1', 25)])).toEqual({
      'T-1': 25,
    });
  });

  it('takes nothing before what comes before it, and nothing twice', () => {
    const [first, second, third] = numbered([ENROLLED, issued('T-1', 25), issued('T-2', 10)]);
    const began = taken([first!]);
    expect(follow(began, third!, BEGINNING_MS)).toBe('early');
    expect(follow(began, first!, 0)).toBe('repeated');
    expect(follow(taken([second!], began), third!, 0)).toMatchObject({ last: { [SERIES]: 3 } });
  });

  it('begins with what comes, but only when those before it have not come for ten minutes', () => {
    const [event] = numbered([ENROLLED], 7);
    expect(follow(UNKNOWN, event!, BEGINNING_MS - 1)).toBe('early');
    expect(follow(UNKNOWN, event!, BEGINNING_MS)).toMatchObject({ last: { [SERIES]: 7 } });
  });

  it('goes on with a table that was restored under numbers of its own', () => {
    const before = taken(numbered([ENROLLED, issued('T-1', 25), ...EXPIRED]));
    const [told] = numbered([membership('reinstated', 'active')], 3, 'restored-Table');
    const after = follow(before, told!, BEGINNING_MS) as Following;
    expect(after.last).toEqual({ [SERIES]: 4, 'restored-Table': 3 });
    expect(seatsOf(after.licences)).toEqual({ 'T-1': 25 });
  });

  const told = fc.constantFrom<Told[]>(
    [ENROLLED],
    [membership('enrolled', 'active', 'M-2')],
    EXPIRED,
    REINSTATED,
    [issued('T-1', 25)],
    [issued('T-2', 10, 'M-2')],
    [REPLACED],
    [{ type: 'benefit.ended', data: { tokenId: 'T-1', cause: 'reversed' } }],
    [{ type: 'benefit.changed', membershipId: 'M-2', data: { tokenId: 'T-1' } }],
    [{ type: 'notice.sent' }],
  );

  /** Hands over what is in a queue, again and again: what is early waits there, between two calls of the function. */
  function anyhow(queue: readonly ProgramEvent[]): Following {
    let following = UNKNOWN;
    let waiting = queue;
    for (let round = 0; waiting.length > 0; round += 1) {
      if (round > queue.length) throw new Error(`${waiting.length} are never taken`);
      waiting = waiting.filter((event) => {
        // Kept as JSON, as in the table.
        const known: Following = JSON.parse(JSON.stringify(following));
        const next = follow(known, event, round === 0 ? 0 : BEGINNING_MS);
        if (next === 'early') following = withEarly(known, event);
        else if (next !== 'repeated') following = next;
        return next === 'early';
      });
    }
    return following;
  }

  /** Each event once or more, as after a crash before it was taken out of the queue, in any order. */
  const anyOrder = (events: readonly ProgramEvent[]) =>
    fc
      .array(fc.constantFrom(...events), { maxLength: 10 })
      .chain((again) => fc.shuffledSubarray([...events, ...again], { minLength: events.length + again.length }));

  it('knows the same in the end, in whatever order and how often events come', () => {
    fc.assert(
      fc.property(
        fc
          .array(told, { minLength: 1, maxLength: 15 })
          .chain((parts) => fc.integer({ min: 1, max: 3 }).map((first) => numbered(parts.flat(), first)))
          .chain((events) => fc.record({ events: fc.constant(events), queue: anyOrder(events) })),
        ({ events, queue }) => {
          const { least: _, ...known } = anyhow(queue);
          expect(known).toEqual({ last: taken(events).last, licences: taken(events).licences });
        },
      ),
    );
  });
});
