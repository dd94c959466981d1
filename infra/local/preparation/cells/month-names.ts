/** Names of months and weekdays, as the languages of spreadsheets write them. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'tr', 'ro', 'hu'];
/** Words that stand between the parts of a date. */
const FILLERS = ['de', 'del', 'of', 'the', 'den', 'le', 'di', 'do'];
const DAYS_OF_A_WEEK = 7;

/** A word as it is compared: lower case, without accents and points. */
const plainWord = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();

const dayOf = (month: number, day: number): Date => new Date(Date.UTC(2024, month, day));

function wordsOf(language: string, options: Intl.DateTimeFormatOptions, date: Date): string[] {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
  const names = format.formatToParts(date).filter(({ type }) => type === 'month' || type === 'weekday');
  return names.map(({ value }) => plainWord(value)).filter((word) => /^\p{L}+$/u.test(word));
}

let months: ReadonlyMap<string, number> | undefined;
let others: ReadonlySet<string> | undefined;

/** The month of a word, 1 to 12; null: none, or another month in another language. */
export function monthOf(word: string): number | null {
  months ??= readMonths();
  return months.get(plainWord(word)) ?? null;
}

/** Whether a word may stand in a date without a meaning of its own: a weekday, a preposition. */
export function isFiller(word: string): boolean {
  others ??= new Set([
    ...FILLERS,
    ...LANGUAGES.flatMap((language) =>
      Array.from({ length: DAYS_OF_A_WEEK }, (_, day) => dayOf(0, 1 + day)).flatMap((date) =>
        (['long', 'short'] as const).flatMap((weekday) => wordsOf(language, { weekday }, date)),
      ),
    ),
  ]);
  return others.has(plainWord(word));
}

function readMonths(): ReadonlyMap<string, number> {
  const found = new Map<string, Set<number>>([['sept', new Set([9])]]);
  for (const language of LANGUAGES)
    for (let month = 0; month < 12; month += 1)
      for (const style of ['long', 'short'] as const) {
        // Some languages have another form beside a day.
        const forms = [
          ...wordsOf(language, { month: style }, dayOf(month, 1)),
          ...wordsOf(language, { month: style, day: 'numeric' }, dayOf(month, 1)),
        ];
        for (const word of forms) found.set(word, (found.get(word) ?? new Set()).add(month + 1));
      }
  return new Map([...found].flatMap(([word, of]) => (of.size === 1 ? [[word, [...of][0] ?? 0] as const] : [])));
}
