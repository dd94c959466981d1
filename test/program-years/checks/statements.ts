import { CERTIFICATIONS, COMPETENCIES } from '../input/ids.ts';
import type { Letter } from '../run/world.ts';
import { type CalendarStatement, calendarIn } from './calendar-files.ts';
import { ENGLISH, type Item, MONTHS, PHRASES, type Phrases, type Told } from './phrases.ts';

/** What the text part of a mail says. Dates are ISO. */
export type Statements = {
  readonly kind: Told;
  readonly text: string;
  readonly dates: readonly string[];
  /** The days until the window opens, or those left in it. */
  readonly phase: { readonly opensIn: number } | { readonly left: number } | null;
  /** What is said to be missing for all of the renewal, with its numbers. */
  readonly missing: readonly string[];
  /** Of a joint renewal: by the terms, what is missing for them, or that they are `met` or `waived`. */
  readonly byTerms: ReadonlyMap<string, readonly string[]>;
  readonly isWaived: boolean;
  readonly saysInTime: boolean;
  /** Of a listing: the name to show. */
  readonly lacksName: boolean;
  /** The ids of the licences that are named, and how many of them take a product key. */
  readonly licences: readonly string[];
  readonly keys: number;
  /** What the file that comes with it puts into a calendar, or takes out of it; null: there is none. */
  readonly calendar: CalendarStatement | null;
};

/** What a mail says. @throws Error if it says what is missing under a label that is not known */
export function statementsOf(letter: Pick<Letter, 'raw'>): Statements {
  const text = textPart(letter.raw);
  const [headline = ''] = text.split('\n');
  // The operators read English, under headlines of every kind.
  const phrases = PHRASES.find((each) => kindOf(headline, each) !== null) ?? ENGLISH;
  const kind = kindOf(headline, phrases) ?? 'operator-alert';
  return {
    kind,
    text,
    dates: datesIn(text, phrases),
    phase: kind === 'renewal' ? phaseOf(headline, phrases) : null,
    ...lacksIn(text, phrases),
    licences: [...text.matchAll(LICENCE)].map(([id]) => id).sort(),
    keys: text.split(phrases.keyNeeded).length - 1,
    isWaived: text.includes(phrases.waived),
    saysInTime: phrases.inTime.test(text),
    calendar: calendarIn(letter),
    lacksName: text.includes(`\n- ${phrases.nameToShow}`),
  };
}

/** Of a multipart message of the program. */
function textPart(raw: string): string {
  const [, body = ''] = /Content-Type: text\/plain[\s\S]*?\r\n\r\n([A-Za-z0-9+/=\r\n]*?)\r\n--/.exec(raw) ?? [];
  return Buffer.from(body, 'base64').toString('utf8');
}

function kindOf(headline: string, { headlines, opensIn, left, lastDay, incomplete }: Phrases): Told | null {
  if (incomplete.test(headline)) return 'listing-incomplete';
  return headlines[headline] ?? ([opensIn, left, lastDay].some((each) => each.test(headline)) ? 'renewal' : null);
}

function phaseOf(headline: string, { opensIn, left }: Phrases): Statements['phase'] {
  const until = opensIn.exec(headline)?.[1];
  return until === undefined ? { left: Number(left.exec(headline)?.[1] ?? 0) } : { opensIn: Number(until) };
}

const NUMBER = /-?\d[\d,]*(?:\.\d+)?/g;
const LICENCE = /(?:token|mak|visual-studio)-\d(?:-instead)?(?:\.P-\d)*/g;

const iso = (year: string, month: number, day: string): string =>
  `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;

function datesIn(text: string, { date }: Phrases): string[] {
  return [...text.matchAll(date)].map(([, a = '', b = '', c = '']) =>
    MONTHS.includes(a) ? iso(c, MONTHS.indexOf(a) + 1, b) : iso(a, Number(b), c),
  );
}

/**
 * What is missing: in the list under its heading, and of a joint renewal in those that follow, under the names of
 * terms.
 */
function lacksIn(text: string, phrases: Phrases): Pick<Statements, 'missing' | 'byTerms'> {
  const sections = text.split('\n\n').map((block) => block.split('\n'));
  const own = sections.find(([heading = '']) => phrases.missing.includes(heading)) ?? [];
  const byTerms = sections.flatMap(([heading = '', ...lines]): [string, string[]][] => {
    const terms = termsOf(heading, phrases);
    return terms === null || !lines.every((line) => isOfTerms(line, phrases)) ? [] : [[terms, itemsOf(lines, phrases)]];
  });
  return { missing: itemsOf(own.slice(1), phrases), byTerms: new Map(byTerms) };
}

const isOfTerms = (line: string, { allMet, allWaived }: Phrases): boolean =>
  line.startsWith('- ') || line === allMet || line === allWaived;

/** The terms that a heading names; null: it names none. A sentence is no name. */
function termsOf(heading: string, { silver, gold, learning, lap, specialization }: Phrases): string | null {
  if (heading === lap) return 'learning-action-pack';
  const competency = COMPETENCIES.find((each) => heading.includes(each));
  const level = heading.includes(silver) ? 'silver' : heading.includes(gold) ? 'gold' : null;
  if (competency === undefined || heading.length > LONGEST_NAME) return null;
  if (level !== null) return nameOfTerms({ competency, level, learningOption: heading.includes(learning) });
  return heading.includes(specialization) ? nameOfTerms({ competency, level: null, learningOption: false }) : null;
}

const LONGEST_NAME = 60;

export const nameOfTerms = ({ competency, level, learningOption }: Terms): string =>
  `${competency} ${level}${learningOption ? ' with Learning option' : ''}`;

type Terms = { competency: string | null; level: string | null; learningOption: boolean };

/** Each with its numbers, in the order of its text. */
function itemsOf(lines: readonly string[], phrases: Phrases): string[] {
  return lines
    .map((line) => {
      if (line === phrases.allMet) return 'met';
      if (line === phrases.allWaived) return 'waived';
      const [path] = phrases.path.exec(line) ?? [];
      return path === undefined ? itemOf(line.slice(2), phrases) : `path: ${goalsOf(line.slice(path.length), phrases)}`;
    })
    .sort();
}

function itemOf(text: string, { items, date, month }: Phrases): string {
  const label = Object.keys(items).find((each) => text.startsWith(`${each}: `) || text.startsWith(`${each}：`));
  if (label === undefined) throw new Error(`"${text}" is missing, which no rule knows (R-NOT-9)`);
  const certification = CERTIFICATIONS.find((each) => text.includes(each)) ?? '';
  const said = text
    .slice(label.length)
    .replaceAll(date, '')
    .replaceAll(month, '')
    .replaceAll(certification || '\n', '');
  const numbers = [...said.matchAll(NUMBER)].map(([number]) => Number(number.replaceAll(',', '')));
  return itemText(items[label] as Item, numbers, certification);
}

/** The order of numbers in a sentence is that of its language. */
export const itemText = (item: Item, numbers: readonly number[], certification = ''): string =>
  [item, ...[...numbers].sort((a, b) => a - b), certification].filter((part) => part !== '').join(' ');

/** The goals of a path, one after the other in a line. */
function goalsOf(text: string, phrases: Phrases): string {
  const labels = Object.keys(phrases.items).filter((label) =>
    ['exams', 'performance'].includes(phrases.items[label] ?? ''),
  );
  const starts = labels.flatMap((label) =>
    [...text.matchAll(new RegExp(`${label}[:：]`, 'g'))].map(({ index }) => index),
  );
  const inOrder = starts.sort((a, b) => a - b);
  return inOrder
    .map((start, at) => itemOf(text.slice(start, inOrder[at + 1]), phrases))
    .sort()
    .join(', ');
}
