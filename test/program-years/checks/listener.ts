/** Somebody who knows of the program what its events tell, and nothing else. */
import type * as z from 'zod';
import type { EventTypeName } from '../../../shared/workflows/events/catalogue/event-types.ts';
import { detailSchema, type ProgramEvent } from '../../../shared/workflows/events/catalogue/program-event.ts';
import type { MembershipState } from '../../../shared/workflows/events/catalogue/values.ts';

type Benefit = { membershipId: string; isOver: boolean };

export type Picture = {
  readonly memberships: Map<string, MembershipState>;
  /** By token. */
  readonly benefits: Map<string, Benefit>;
  /** Ids of messages that were sent. */
  readonly sent: Set<string>;
  isListed: boolean;
};

const schemas = new Map<EventTypeName, z.ZodType>();

/** Numbers tell what is missing, and what comes again. */
export class Listener {
  readonly events: ProgramEvent[] = [];
  readonly #pictures = new Map<string, Picture>();
  readonly #heard = new Map<string, string[]>();

  /** @throws Error if an event is not as it is described, leaves out a number, or is another than before */
  hear(event: ProgramEvent): void {
    schemaOf(event.type).parse(event);
    const { about, number } = event;
    const heard = this.#heard.get(about) ?? [];
    this.#heard.set(about, heard);
    const text = JSON.stringify(event);
    const before = heard[number - 1];
    if (before !== undefined && before !== text) throw new Error(`${event.id} is told as ${text}, and was ${before}`);
    if (before !== undefined) return;
    if (number !== heard.length + 1) throw new Error(`${event.id} comes after number ${heard.length}`);
    heard.push(text);
    this.events.push(event);
    if (event.partnerId !== null) apply(event, this.pictureOf(event.partnerId));
  }

  pictureOf(partnerId: string): Picture {
    const known = this.#pictures.get(partnerId);
    if (known !== undefined) return known;
    const fresh = { memberships: new Map(), benefits: new Map(), sent: new Set<string>(), isListed: false };
    this.#pictures.set(partnerId, fresh);
    return fresh;
  }
}

function schemaOf(type: EventTypeName): z.ZodType {
  const schema = schemas.get(type) ?? detailSchema(type);
  schemas.set(type, schema);
  return schema;
}

function apply(event: ProgramEvent, picture: Picture): void {
  const { membershipId } = event;
  if (membershipId !== null && 'state' in event.data) picture.memberships.set(membershipId, event.data.state);
  switch (event.type) {
    case 'notice.sent':
      picture.sent.add(event.data.messageId);
      break;
    case 'listing.submitted':
      picture.isListed = true;
      break;
    case 'listing.removed':
      picture.isListed = false;
      break;
    case 'benefit.issued':
    case 'benefit.moved':
    case 'benefit.changed':
      picture.benefits.set(event.data.tokenId, benefitOf(picture, membershipId ?? ''));
      break;
    case 'benefit.ended':
      end(picture, event.data, membershipId);
      break;
    case 'benefit.resumed':
      for (const benefit of ofMembership(picture, membershipId)) benefit.isOver = false;
      break;
  }
}

/** In force as long as its membership is: it may be recorded later (R-LIC-1). */
const benefitOf = ({ memberships }: Picture, membershipId: string): Benefit => {
  return { membershipId, isOver: memberships.get(membershipId)?.status !== 'active' };
};

function end(picture: Picture, { tokenId, cause }: { tokenId: string | null; cause: string }, of: string | null): void {
  if (tokenId === null) for (const benefit of ofMembership(picture, of)) benefit.isOver = true;
  else if (cause !== 'replaced') picture.benefits.delete(tokenId);
}

const ofMembership = ({ benefits }: Picture, membershipId: string | null): Benefit[] =>
  [...benefits.values()].filter((benefit) => benefit.membershipId === membershipId);
