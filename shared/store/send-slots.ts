/**
 * The times at which mails may be sent: one item for the account, from which every running copy takes the next ones by
 * a conditional write. So sweeps, commands and runs that overlap stay below SES's send rate together, and one of them
 * alone has all of it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { WriteConflict } from '../errors.ts';
import type { Pace } from '../mail/sender.ts';
import type { Stored } from './collection.ts';
import type { SendSlots } from './schemas/records.ts';
import type { Store } from './store.ts';

/**
 * Longest wait for a slot: a claim is settled two minutes after it was made, and its mail must be sent or given up long
 * before.
 */
const MAX_WAIT_MS = 30_000;

/**
 * After SES said that the daily quota is used up: "wait for an interval of up to 10 minutes, and then retry" (Amazon
 * SES Developer Guide, "Errors related to the sending quotas").
 */
const CLOSED_MS = 10 * 60_000;

/**
 * The slots of so short a time are taken with one write: above 400 a second each of a few mails would need a write of
 * its own otherwise. A slot that is spare may be used late by so much, and is lost then: a burst of a two-hundredth of
 * the rate, where SES allows short ones (Amazon SES Developer Guide, "Service quotas", maximum send rate).
 */
const BLOCK_MS = 5;
const SPARE_MS = 100;

/** Of copies that take slots at the same moment each round of writes lets one through. */
const MAX_TRIES = 40;

/** `now`: milliseconds of the epoch. */
type Clock = { now: () => number; wait: (milliseconds: number) => Promise<unknown> };
const CLOCK: Clock = { now: Date.now, wait: (milliseconds) => delay(milliseconds) };

/** A time of the epoch in milliseconds, or why there is none. */
type Slot = number | string;
type Waiting = { resolve: (slot: Slot) => void; reject: (error: unknown) => void };

/**
 * Lets mails go at most `perSecond` times a second, whoever else sends. Mails that ask at the same moment take their
 * slots with one write, and at high rates some for the next ones; a slot that is taken and not used is lost.
 */
export function paceBySlots({ sendSlots }: Pick<Store, 'sendSlots'>, perSecond: number, clock: Clock = CLOCK): Pace {
  const gap = 1_000 / perSecond;
  const block = Math.floor((perSecond * BLOCK_MS) / 1_000);
  let spare: number[] = [];
  let waiting: Waiting[] = [];
  let isTaking = false;
  let last: Stored<SendSlots> | null = null;
  let closedUntil: number | null = null;

  return {
    next: async () => {
      const slot = await new Promise<Slot>((resolve, reject) => {
        waiting.push({ resolve, reject });
        if (!isTaking) void takeForAll();
      });
      if (typeof slot === 'string') return slot;
      const wait = slot - clock.now();
      if (wait > 0) await clock.wait(wait);
      return null;
    },
    close: async () => {
      const until = clock.now() + CLOSED_MS;
      closedUntil = until;
      await update((slots) => ({ ...slots, closedUntil: Math.max(until, slots.closedUntil ?? 0) }));
    },
    closedUntil: () => (isClosed(closedUntil) ? new Date(closedUntil).toISOString() : null),
  };

  async function takeForAll(): Promise<void> {
    isTaking = true;
    // The mails of a membership ask in one turn.
    await null;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const slots = takeSpare(group.length);
        if (slots.length < group.length) slots.push(...(await take(group.length - slots.length)));
        for (const [index, { resolve }] of group.entries()) resolve(slots[index] as Slot);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    isTaking = false;
  }

  /** Of those that are not lost yet, as many as there are. */
  function takeSpare(count: number): Slot[] {
    const oldest = clock.now() - SPARE_MS;
    spare = isClosed(closedUntil) ? [] : spare.filter((slot) => slot >= oldest);
    return spare.splice(0, count);
  }

  /** As many slots one after the other, or the reason why there is no more. */
  async function take(count: number): Promise<Slot[]> {
    let slots: Slot[] = [];
    let left: number[] = [];
    await update((stored) => {
      if (isClosed(stored.closedUntil)) {
        closedUntil = stored.closedUntil;
        const until = new Date(stored.closedUntil).toISOString();
        slots = Array.from(
          { length: count },
          () => `the daily quota of the mail service is used up: nothing is sent until ${until}`,
        );
        return null;
      }
      const now = clock.now();
      const start = Math.max(now, stored.nextAt);
      const latest = now + MAX_WAIT_MS;
      const times = Array.from({ length: Math.max(count, block) }, (_, index) => start + index * gap);
      const free = times.filter((slot) => slot <= latest);
      slots = Array.from(
        { length: count },
        (_, index) => free[index] ?? `the send rate leaves no room for it within ${MAX_WAIT_MS / 1_000} s`,
      );
      left = free.slice(count);
      return free.length === 0 ? null : { ...stored, nextAt: start + free.length * gap };
    });
    spare.push(...left);
    return slots;
  }

  /**
   * Writes what `change` makes of the slots as they are; null: nothing is to be written.
   *
   * @throws WriteConflict after many tries
   */
  async function update(change: (slots: SendSlots) => SendSlots | null): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const stored = tries === 1 && last !== null ? last : await read();
      const next = change(stored?.value ?? { nextAt: 0, closedUntil: null });
      // What this copy saw last may be old: nothing is refused by it.
      if (next === null && tries > 1) return;
      if (next === null) continue;
      try {
        last = await sendSlots.write(stored, next);
        return;
      } catch (error) {
        if (!(error instanceof WriteConflict) || tries >= MAX_TRIES) throw error;
      }
    }
  }

  /** By the read that every function that sends may make. */
  async function read(): Promise<Stored<SendSlots> | null> {
    const [stored] = await sendSlots.getAll([{}]);
    return stored ?? null;
  }

  function isClosed(until: number | null): until is number {
    return until !== null && until > clock.now();
  }
}
