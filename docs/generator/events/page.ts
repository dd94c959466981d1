/** What is made of docs/events/README.md: the list of types, and the fields that all of them have. */
import type * as z from 'zod';
import { EVENT_TYPES } from '../../../shared/workflows/events/catalogue/event-types.ts';
import { envelope } from '../../../shared/workflows/events/catalogue/program-event.ts';
import { code, table } from '../markdown.ts';
import { withBlock } from '../marked.ts';

export const EVENTS_PAGE = 'docs/events/README.md';

export function withEventTables(page: string): string {
  return withBlock(withBlock(page, 'fields', `\n${fieldTable()}\n\n`), 'types', `\n${typeTable()}\n\n`);
}

function fieldTable(): string {
  const shape: Readonly<Record<string, z.ZodType>> = envelope;
  const rows = Object.entries(shape).map(([name, schema]) => [code(name), schema.description ?? MEANINGS[name] ?? '']);
  return table(
    ['field', 'what it says'],
    [...rows, [code('type'), MEANINGS.type ?? ''], [code('data'), MEANINGS.data ?? '']],
  );
}

/** Of ids, which `explain` takes. */
const MEANINGS: Readonly<Record<string, string>> = {
  membershipId: 'Null: about none.',
  cycle: 'Of the membership. Null: about none.',
  noticeId: 'Of a mail. Null: about none.',
  commandId: 'The command that did it: `R-` and its `requestId`. Null: none did, or it is not known.',
  type: 'As the detail type of the event on the bus.',
  data: 'What this type says: its schema has every field.',
};

function typeTable(): string {
  const rows = Object.entries(EVENT_TYPES).map(([type, { version, says }]) => [
    `[${code(type)}](${type}.v${version}.json)`,
    says,
  ]);
  return table(['type', 'what has happened'], rows);
}
