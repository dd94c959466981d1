/** Replaces a person by its pseudonym in what is stored, whatever its shape (R-OPS-4). */
import { type Person, type Pseudonym, pseudonymOf } from './pseudonym.ts';

/** The fields by which an object is about a person, beside its name. */
const ADDRESS_FIELDS = ['to', 'email', 'address'] as const;
/** The fields that say who did something: by address or by name. */
const ACTOR_FIELDS: ReadonlySet<string> = new Set(['by', 'grantedBy']);
/** Say in words who did or asked for what. A payment's reference does, too, but it is by that one that it is found. */
const FREE_TEXTS: ReadonlySet<string> = new Set(['reason', 'ticket']);

/**
 * The value without the person; the same value if the person is not in it. Addresses are found in any letter case, also
 * within a longer text; names where they stand beside the address or the employee's id, as who did something, and in
 * reasons and tickets. A notice to the person that is not sent yet is not sent any more.
 */
export function erasePerson<T>(value: T, person: Person): T {
  const erased = eraseValue(value, '', { person, pseudonym: pseudonymOf(person), pattern: patternOf(person) });
  return JSON.stringify(erased) === JSON.stringify(value) ? value : (erased as T);
}

/** The names that stand beside the person's address or employee id. */
export function namesOf(value: unknown, person: Person): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => namesOf(each, person));
  if (!isRecord(value)) return [];
  const inner = Object.values(value).flatMap((each) => namesOf(each, person));
  const isNamed = isAbout(value, person) && typeof value.name === 'string' && value.name !== '';
  return isNamed ? [String(value.name), ...inner] : inner;
}

type Eraser = { person: Person; pseudonym: Pseudonym; pattern: RegExp | null };

/** The address as a whole, not as part of a longer one. */
function patternOf({ address }: Person): RegExp | null {
  if (address === null) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}._%+-])${literal(address)}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, 'giu');
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function isAbout(value: Record<string, unknown>, person: Person): boolean {
  const { employeeId } = person;
  if (employeeId !== null && value.employeeId === employeeId) return true;
  return ADDRESS_FIELDS.some((field) => hasAddress(value[field], person));
}

/** Alone, or within more than an address: so a row may have it that was rejected for that. */
function hasAddress(value: unknown, person: Person): boolean {
  const { address } = person;
  if (typeof value !== 'string' || address === null) return false;
  const [text, own] = [value.toLowerCase(), address.toLowerCase()];
  return text === own || (text.includes(own) && value.search(patternOf(person) ?? /$^/) !== -1);
}

function eraseValue(value: unknown, field: string, eraser: Eraser): unknown {
  if (typeof value === 'string') return eraseText(value, field, eraser);
  if (Array.isArray(value)) return value.map((each) => eraseValue(each, field, eraser));
  if (!isRecord(value)) return value;
  const { person, pseudonym } = eraser;
  const entries = Object.entries(value).map(([key, inner]) => [
    eraseText(key, '', eraser),
    eraseValue(inner, key, eraser),
  ]);
  const erased: Record<string, unknown> = Object.fromEntries(entries);
  if (!isAbout(value, person)) return erased;
  if (typeof erased.name === 'string' && erased.name !== '') erased.name = pseudonym.name;
  if (typeof erased.noticeId === 'string' && isRecord(value.state))
    erased.state = endedState(value.state, erased.state);
  return erased;
}

function eraseText(text: string, field: string, { person, pseudonym, pattern }: Eraser): string {
  if (ACTOR_FIELDS.has(field) && person.names.has(text)) return pseudonym.name;
  const withoutAddress = pattern === null ? text : text.replace(pattern, pseudonym.address);
  return FREE_TEXTS.has(field) ? withoutNames(withoutAddress, person) : withoutAddress;
}

/** A text without the names of the person, wherever they stand in it as words. */
export function withoutNames(text: string, person: Person): string {
  const pseudonym = pseudonymOf(person).name;
  return [...person.names].reduce((rest, name) => rest.replace(wordsOf(name), pseudonym), text);
}

const wordsOf = (name: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])${literal(name)}(?![\\p{L}\\p{N}])`, 'gu');

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Nobody can be asked any more whether it was sent, and nothing is sent to a pseudonym. */
function endedState(before: Record<string, unknown>, erased: unknown): unknown {
  const isUnsent = before.status === 'pending' && before.unanswered === 0;
  if (isUnsent) return { status: 'skipped', reason: 'no-recipient' };
  const isOpen = before.status === 'pending' || before.status === 'claimed';
  return isOpen ? { status: 'uncertain', reason: 'the recipient was erased before the mail service answered' } : erased;
}
