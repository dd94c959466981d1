import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { ModelInput } from '../../simulate/model/program.ts';
import { dayAfter, monthBefore } from '../input/dates.ts';
import type { Letter } from '../run/world.ts';
import { anniversaryOf } from './invariants.ts';
import { type Item, type Statements, statementsOf } from './statements.ts';

// biome-ignore lint/suspicious/noExplicitAny: stored items, read without the program's schemas.
type Value = any;

/** What was stored of the mail's partner when SES accepted it. */
type State = {
  readonly partner: Value;
  readonly publishedThrough: string | null;
  readonly lines: readonly Value[];
  readonly membership: Value | null;
  readonly listing: Value | null;
  /** The ledger's record of the mail, and its entry. */
  readonly record: Value;
  readonly entry: Value;
};

const DAYS_OF_WINDOW = 30;

/** Kinds whose statements are read. */
const READ: readonly string[] = [
  'renewal',
  'renewal-at-risk',
  'expired',
  'renewed',
  'reinstated',
  'operator-alert',
  'listing-incomplete',
  'listing-visible',
];

/**
 * Checks every statement of a mail against the state in which it was sent (R-NOT-9): its dates, the days that remain, what is missing, and the
 * stages that it names. What it says of paths, of joint renewals, of merged partners and of what another membership continues is not read.
 * @throws Error naming the mail and what is not true
 */
export function checkTrue(mail: Letter, config: ModelInput['config']): void {
  const state = stateOf(mail);
  if (!isRead(state, config)) return;
  const said = statementsOf(mail);
  const wrong = wrongIn(said, state, { ...DEFAULTS, ...config });
  if (wrong.length > 0)
    throw new Error(`${mail.noticeId} says what is not so (R-NOT-9): ${wrong.join('; ')}\n${said.text}`);
}

function isRead({ partner, membership, entry }: State, config: Value): boolean {
  if (!READ.includes(entry.kind) || partner.mergedFrom.length > 0) return false;
  if (membership === null) return true;
  const { terms, status, covers } = membership;
  const asks = config.programYears.flatMap(({ requirements }: Value) => requirements);
  const hasPaths = asks.some(
    ({ competency, level, learningOption, paths }: Value) =>
      competency === terms.competency &&
      level === terms.level &&
      learningOption === terms.learningOption &&
      paths.length > 0,
  );
  return !hasPaths && covers.length === 0 && status.name !== 'superseded';
}

const DEFAULTS = { noticeStages: [-30, -15, -1, 1, 15, 23, 30], profileReviewMaxAgeDays: 90 };

function wrongIn(said: Statements, state: State, config: Value): string[] {
  const { kind } = state.entry;
  if (said.kind !== kind) return [`it is a mail of kind ${kind}, and reads as ${said.kind}`];
  switch (said.kind) {
    case 'renewal':
      return [...inWindow(state), ...stage(state, config), ...phase(said, state), ...missing(said, state, config)];
    case 'renewal-at-risk':
      return [...inWindow(state), ...atRisk(said, state, config)];
    case 'expired':
      return expired(said, state);
    case 'renewed':
    case 'reinstated':
      return confirmed(said, state);
    case 'operator-alert':
      return alerted(said, state, config);
    case 'listing-incomplete':
      return incomplete(said, state);
    case 'listing-visible':
      return visible(said, state);
    case 'listing-dropped':
      return same('the day of the submission', said.dates, [state.record.decidedOn]);
  }
}

const asOf = ({ entry }: State): string => entry.state.on;

function window({ membership }: State, cycle: number = membership.cycle) {
  const ad = anniversaryOf(membership.purchasedOn, cycle);
  return { ad, opens: dayAfter(ad, 1), closes: dayAfter(ad, DAYS_OF_WINDOW) };
}

/** Nobody is asked to renew what cannot be paid any more. */
function inWindow(state: State): string[] {
  const { closes } = window(state);
  const { name } = state.membership.status;
  return name === 'active' && asOf(state) <= closes
    ? []
    : [`on ${asOf(state)} it is ${name}, and the window closed on ${closes}`];
}

function stage(state: State, { noticeStages }: Value): string[] {
  const { ad } = window(state);
  const { stage: told } = state.record;
  const isDue = dayAfter(ad, told) <= asOf(state);
  return noticeStages.includes(told) && isDue ? [] : [`stage ${told} of ${ad} is none on ${asOf(state)}`];
}

function phase({ phase: told, dates }: Statements, state: State): string[] {
  const { ad, opens, closes } = window(state);
  const days = (to: string): number => (Date.parse(to) - Date.parse(asOf(state))) / 86_400_000;
  const is = asOf(state) < opens ? { opensIn: days(opens) } : { left: days(closes) };
  return [...same('the days', told, is), ...lacking(dates, [ad, opens, closes])];
}

/** What a renewal takes and does not have: all of it, and nothing else. */
function missing(said: Statements, state: State, config: Value): string[] {
  const { closes, ad, opens } = window(state);
  const { items, isWaived, decidesOn, lastReview } = lackOf(state, config);
  const known = [ad, opens, closes, dayAfter(closes, 1), asOf(state), ...decidesOn, ...lastReview];
  return [
    ...same('what is missing', shown(said.missing), shown(items)),
    ...same('the extension', said.isWaived, isWaived),
    ...strange(said.dates, known),
  ];
}

function atRisk(said: Statements, state: State, config: Value): string[] {
  const { ad, opens, closes } = window(state);
  const { since, causes } = state.record.inputs;
  const { items, decidesOn } = lackOf(state, config);
  for (const item of ['fee', 'review'] as const) items.delete(item);
  const isShort = [...items].some(([item, numbers]) => item !== 'kpi' || numbers.length > 0);
  const known = [ad, opens, closes, since, ...decidesOn, ...causes.map(({ on }: Value) => on)];
  return [
    ...same('what is missing', shown(said.missing), shown(items)),
    ...(isShort && !said.isWaived ? [] : ['nothing is missing']),
    ...(since <= asOf(state) ? [] : [`since ${since}, told on ${asOf(state)}`]),
    ...strange(said.dates, known),
    ...lacking(said.dates, [ad, opens, closes, since]),
  ];
}

function expired({ dates }: Statements, state: State): string[] {
  const { ad, closes } = window(state);
  const all = [ad, closes, dayAfter(closes, 1)];
  const { name } = state.membership.status;
  return [...same('the status', name, 'expired'), ...strange(dates, all), ...lacking(dates, all)];
}

function confirmed({ dates, saysInTime, kind }: Statements, state: State): string[] {
  const { lastRenewal } = state.membership;
  const next = window(state, lastRenewal.cycle + 1);
  const all = [lastRenewal.paidOn, next.ad, next.opens, next.closes];
  const isInTime = lastRenewal.paidOn <= window(state, lastRenewal.cycle).closes;
  return [
    ...strange(dates, all),
    ...lacking(dates, all),
    ...(saysInTime && !isInTime ? [`paid in time on ${lastRenewal.paidOn}`] : []),
    ...same('what happened', kind, lastRenewal.kind),
  ];
}

/** A stage that is named exists; a message without a stage is given none. */
function alerted({ text, dates }: Statements, state: State, { noticeStages }: Value): string[] {
  const [, sign, number] = /stage ([−+])(\d+)/.exec(text) ?? [];
  const named = number === undefined ? null : Number(`${sign === '−' ? '-' : ''}${number}`);
  const exists = named === null || [...noticeStages, 31].includes(named);
  const { record, membership } = state;
  const cycle = Number(record.period);
  const ad = membership === null || Number.isNaN(cycle) ? null : window(state, cycle).ad;
  const paidOn = record.inputs.reference === undefined ? [] : [record.inputs.paidOn];
  const isOfKey = record.stage === null || named === null || named === record.stage;
  return [
    ...(exists && isOfKey ? [] : [`there is no stage ${named}`]),
    ...(named === null || record.stage !== null || record.inputs.undelivered?.stage === named
      ? []
      : [`it has no stage ${named}`]),
    ...(ad === null ? [] : strange(dates, [ad, asOf(state), ...paidOn])),
  ];
}

/** Before the third Monday, which has not passed. */
function incomplete({ dates, lacksName }: Statements, state: State): string[] {
  const [day = ''] = dates;
  const isMonday = new Date(day).getUTCDay() === 1;
  return [
    ...(isMonday && /-(1[5-9]|2[01])$/.test(day) ? [] : [`${day} is no day of a submission`]),
    ...(asOf(state) <= day ? [] : [`on ${asOf(state)}, it is to be completed before ${day}`]),
    ...strange(dates, [day]),
    ...same('that the name is missing', lacksName, state.listing.content.displayName.trim() === ''),
  ];
}

function visible({ dates }: Statements, state: State): string[] {
  const late = dates.filter((day) => !day.endsWith('-07') || day > asOf(state));
  return late.map((day) => `visible since ${day}, told on ${asOf(state)}`);
}

/** By the rules, read anew: the fee, the review, the requirements of the program year. */
function lackOf(state: State, config: Value) {
  const { ad } = window(state);
  const { terms } = state.membership;
  const on = asOf(state);
  const items = new Map<Item, number[]>([['fee', []]]);
  const maxAge = config.profileReviewMaxAgeDays;
  const reviews: string[] = state.partner.profileReviews.filter((day: string) => day <= on).sort();
  if (!reviews.some((day) => dayAfter(day, maxAge) >= on)) items.set('review', [maxAge]);
  const isWaived = config.extensions.some(
    (each: Value) =>
      each.offers.includes(terms.offer) &&
      !each.exceptCompetencies.includes(terms.competency) &&
      each.anniversaryFrom <= ad &&
      ad <= each.anniversaryTo,
  );
  const decidesOn: string[] = [];
  if (!isWaived) lackRequirements(items, state, config, decidesOn);
  return { items, isWaived, decidesOn, lastReview: reviews.slice(-1) };
}

function lackRequirements(items: Map<Item, number[]>, state: State, config: Value, decidesOn: string[]): void {
  const { terms } = state.membership;
  const { ad } = window(state);
  const { mctCount } = state.partner;
  const lackTrainers = (need: number): unknown => mctCount < need && items.set('mct', [mctCount, need]);
  if (terms.offer === 'action-pack') return;
  if (terms.offer === 'learning-action-pack') return void lackTrainers(1);
  const year = config.programYears.find((each: Value) => each.from <= ad && ad <= each.to);
  const need = year?.requirements.find(
    (each: Value) =>
      each.competency === terms.competency &&
      each.level === terms.level &&
      each.learningOption === terms.learningOption,
  );
  if (need === undefined) return void items.set('undecidable', []);
  lackTrainers(need.mct ?? 0);
  if (need.kpi === undefined) return;
  const [from, to] = [monthBefore(ad, 12), monthBefore(ad, 1)];
  if ((state.publishedThrough ?? '') < to) {
    decidesOn.push(`${ad.slice(0, 7)}-15`);
    return void items.set('kpi', []);
  }
  const counted = state.lines.filter(
    ({ documentType, invoiceDate }) =>
      ['invoice', 'credit-note'].includes(documentType) &&
      invoiceDate.slice(0, 7) >= from &&
      invoiceDate.slice(0, 7) <= to,
  );
  const have = counted.reduce((sum, { kpiValue }) => sum + Number(kpiValue), 0);
  if (have < Number(need.kpi)) items.set('kpi', [have, Number(need.kpi)]);
}

/** The order of numbers in a sentence is that of its language. */
const shown = (items: ReadonlyMap<Item, readonly number[]>): string[] =>
  [...items].map(([item, numbers]) => [item, ...[...numbers].sort((a, b) => a - b)].join(' ')).sort();

function same(what: string, said: unknown, is: unknown): string[] {
  const [a, b] = [JSON.stringify(said), JSON.stringify(is)];
  return a === b ? [] : [`${what}: ${a} instead of ${b}`];
}

const strange = (said: readonly string[], known: readonly string[]): string[] =>
  said.filter((date) => !known.includes(date)).map((date) => `${date} is no date of it`);

const lacking = (said: readonly string[], dates: readonly string[]): string[] =>
  dates.filter((date) => !said.includes(date)).map((date) => `${date} is not named`);

function stateOf({ noticeId, items, membershipId }: Letter): State {
  const values = items.map((item) => unmarshall(item));
  const of = (sk: string): Value => values.find((each) => each.sk === sk)?.value ?? null;
  const membership = of(`MEMBERSHIP#${membershipId}`);
  const ledgers: Value[] = values.map(({ value }) => value?.notices ?? {});
  const records = ledgers.flatMap((ledger) => Object.values<Value>(ledger));
  const found = records.flatMap((each) =>
    (each.notices ?? [])
      .filter((notice: Value) => notice.noticeId === noticeId)
      .map((entry: Value) => ({ record: each, entry })),
  );
  // A cycle that is open again has left a record of the same notices where it was closed (R-REN-9).
  const current = found.find(({ entry: { state } }) => state.status === 'claimed') ?? found[0];
  if (current === undefined) throw new Error(`${noticeId} was sent without a record in the ledger (R-NOT-2)`);
  const { record, entry } = current;
  const lines = values.filter(({ sk }) => sk.startsWith('INVOICE#')).map(({ value }) => value);
  return {
    partner: of('PARTNER'),
    publishedThrough: of('KPI')?.publishedThrough ?? null,
    lines,
    membership,
    listing: of('LISTING'),
    record,
    entry,
  };
}
