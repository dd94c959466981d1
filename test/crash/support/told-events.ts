import { isDeepStrictEqual } from 'node:util';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { BusEvent } from '../../../infra/local/emulator/events/event.ts';
import type { Membership } from '../../../shared/domain/memberships/membership.ts';
import type { ProgramEvent } from '../../../shared/workflows/events/catalogue/program-event.ts';
import { membershipState } from '../../../shared/workflows/events/changes/membership-state.ts';
import type { Raw } from '../../workflow/support/stored-items.ts';

/**
 * What the events tell otherwise than the table has it, of what has changed since they are listened to: a number that is
 * left out or means two things, a membership that is not as it was told last.
 */
export function falseEvents(heard: readonly BusEvent[], items: readonly Raw[]): string[] {
  const events = heard.map(({ detail }) => detail as unknown as ProgramEvent);
  return [...misnumbered(events), ...mistold(events, items)];
}

function misnumbered(events: readonly ProgramEvent[]): string[] {
  const texts = new Map<string, string>();
  const last = new Map<string, number>();
  const wrong: string[] = [];
  for (const event of events) {
    const { id, about, number } = event;
    const [text, before] = [JSON.stringify(event), texts.get(id)];
    if (before !== undefined && before !== text) wrong.push(`${id} is ${text}, and was ${before}`);
    texts.set(id, text);
    const latest = last.get(about);
    if (latest !== undefined && number > latest + 1) wrong.push(`${id} comes after number ${latest}`);
    last.set(about, Math.max(latest ?? 0, number));
  }
  return wrong;
}

function mistold(events: readonly ProgramEvent[], items: readonly Raw[]): string[] {
  const told = new Map<string, unknown>();
  for (const { number, about, membershipId, data } of events.toSorted((a, b) => a.number - b.number))
    if (membershipId !== null && 'state' in data) told.set(`${about} ${membershipId}`, { number, state: data.state });
  return items.flatMap((item) => {
    const { pk, sk, value } = unmarshall(item) as { pk: string; sk: string; value: Membership };
    const [, partnerId = ''] = pk.split('#');
    const last = told.get(`partner/${partnerId} ${sk.slice('MEMBERSHIP#'.length)}`) as { state: object } | undefined;
    if (!sk.startsWith('MEMBERSHIP#') || last === undefined) return [];
    const state = membershipState(value);
    return isDeepStrictEqual(last.state, state)
      ? []
      : [`${pk} ${sk} is ${JSON.stringify(state)}, told: ${JSON.stringify(last)}`];
  });
}
