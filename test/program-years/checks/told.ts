/**
 * The events of a year are exactly what changed in the table: whoever hears nothing else knows, day by day, every
 * membership, benefit, listing and mail, whatever was stopped, told twice or cut in pieces on the way.
 */
import { isDeepStrictEqual } from 'node:util';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { Random } from '../../../infra/local/sample/random.ts';
import type { Membership } from '../../../shared/domain/memberships/membership.ts';
import type { Store } from '../../../shared/store/store.ts';
import type { Item, Key } from '../../../shared/store/table.ts';
import type { TableChange } from '../../../shared/store/table-change.ts';
import type { ProgramEvent } from '../../../shared/workflows/events/catalogue/program-event.ts';
import { membershipState } from '../../../shared/workflows/events/changes/membership-state.ts';
import { publishChanges } from '../../../shared/workflows/events/publish-changes.ts';
import { readMemberships } from '../../../shared/workflows/reads/memberships.ts';
import type { World } from '../run/world.ts';
import { Listener } from './listener.ts';

/** Of 100 batches: that the bus takes a part, and the stream tells the batch again. */
const STOPPED = 15;
/** Of 100 batches: that one before is told again. */
const AGAIN = 10;
const MOST_CHANGES = 12;

class Stopped extends Error {}

export class Told {
  readonly listener = new Listener();
  readonly #world: World;
  readonly #store: Store;
  readonly #random: Random;
  #before: TableChange[] = [];

  constructor(world: World, store: Store, random: Random) {
    this.#world = world;
    this.#store = store;
    this.#random = random;
  }

  /** Tells what was written since. `on`: a date. @throws Error for the first thing that the events tell otherwise */
  async checkDay(partnerIds: readonly string[], on: string): Promise<void> {
    const writes = this.#world.table.stream.splice(0);
    const changes = writes.map(({ before, after }): TableChange => {
      return { before: before && unmarshall(before), after: unmarshall(after) as Item & Key, at: `${on}T12:00:00Z` };
    });
    // The stream keeps a change for a day.
    this.#before = [];
    for (let start = 0; start < changes.length; ) {
      const batch = changes.slice(start, start + this.#random.between(1, MOST_CHANGES));
      start += batch.length;
      await this.#tell(batch);
      if (this.#random.chance(AGAIN)) await this.#tell(this.#before);
      this.#before = batch;
    }
    this.#world.table.stream.splice(0);
    const touched = new Set(changes.map(({ after }) => after.pk));
    for (const partnerId of partnerIds) if (touched.has(`PARTNER#${partnerId}`)) await this.#compare(partnerId);
  }

  /** As often as it takes; each time a piece of it may come to the bus. */
  async #tell(batch: readonly TableChange[]): Promise<void> {
    for (;;)
      try {
        await publishChanges(batch, { store: this.#store, publish: this.#publish, onUnreadable: fail });
        return;
      } catch (error) {
        if (!(error instanceof Stopped)) throw error;
      }
  }

  readonly #publish = async (events: readonly ProgramEvent[]): Promise<void> => {
    const taken = this.#random.chance(STOPPED) ? this.#random.between(0, events.length) : null;
    for (const event of events.slice(0, taken ?? events.length)) this.listener.hear(event);
    if (taken !== null) throw new Stopped();
  };

  async #compare(partnerId: string): Promise<void> {
    const picture = this.listener.pictureOf(partnerId);
    const memberships = await readMemberships(this.#store, partnerId);
    const known = new Map(memberships.map((each) => [each.membershipId, membershipState(each)]));
    compare(`memberships of ${partnerId}`, picture.memberships, known);
    const benefits = (await this.#store.benefits.get({ partnerId }))?.value.entries ?? [];
    const isOver = (id: string) => memberships.find((each) => each.membershipId === id)?.status.name !== 'active';
    const held = benefits.map(({ tokenId, membershipId }) => [tokenId, { membershipId, isOver: isOver(membershipId) }]);
    compare(`benefits of ${partnerId}`, picture.benefits, new Map(held as [string, object][]));
    const listing = await this.#store.listings.get({ partnerId });
    compare(`listing of ${partnerId}`, picture.isListed, (listing?.value.submitted ?? null) !== null);
    const sent = memberships.filter(({ status }) => status.name !== 'moved').flatMap(sentMessages);
    const all = this.listener.events.flatMap((event) => (event.type === 'notice.sent' ? [event.data.messageId] : []));
    const missing = sent.filter((messageId) => !all.includes(messageId));
    compare(`mails of ${partnerId} that were sent and not told`, missing, []);
  }

  /** What was told more than once, or was never accepted. @throws Error */
  checkEnd(): void {
    const sent = this.listener.events.filter((event) => event.type === 'notice.sent');
    const accepted = new Set(this.#world.mails.map(({ messageId }) => messageId));
    const invented = sent.filter(({ data }) => !accepted.has(data.messageId));
    if (invented.length > 0) throw new Error(`told as sent, and never accepted: ${JSON.stringify(invented[0])}`);
  }
}

const sentMessages = ({ notices }: Membership): string[] =>
  Object.values(notices).flatMap((record) =>
    record.notices.flatMap(({ state }) => (state.status === 'sent' ? [state.messageId] : [])),
  );

function fail(change: TableChange, error: Error): void {
  throw new Error(`a change of ${change.after.pk} ${change.after.sk} could not be told: ${error.stack}`);
}

function compare(what: string, told: unknown, stored: unknown): void {
  if (isDeepStrictEqual(told, stored)) return;
  throw new Error(`${what}: told are ${text(told)}, stored are ${text(stored)}`);
}

const text = (value: unknown): string => JSON.stringify(value instanceof Map ? Object.fromEntries(value) : value);
