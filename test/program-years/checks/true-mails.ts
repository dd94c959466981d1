import type { ModelInput } from '../../simulate/model/program.ts';
import { dayAfter } from '../input/dates.ts';
import type { Letter } from '../run/world.ts';
import { isKpi, lacksOf } from './lacks.ts';
import { asOf, licencesOf, placeTaker, type State, stateOf, type Value, window, windowOf } from './mail-state.ts';
import { type Statements, statementsOf } from './statements.ts';
import { deliveryLost, trainersGoneOn } from './trainers-gone.ts';

/**
 * Checks every statement of a mail against the state in which it was sent (R-NOT-9): its dates, the days that remain,
 * what is missing on every path and for all that is renewed together, the stages that it names, what goes on in its
 * place, and the licences that end.
 * @throws Error naming the mail and what is not true
 */
export function checkTrue(mail: Letter, config: ModelInput['config']): void {
  const state = stateOf(mail);
  const said = statementsOf(mail);
  const wrong = wrongIn(said, state, { ...DEFAULTS, ...config });
  if (wrong.length > 0)
    throw new Error(`${mail.noticeId} says what is not so (R-NOT-9): ${wrong.join('; ')}\n${said.text}`);
}

const DEFAULTS = {
  noticeStages: [-30, -15, -1, 1, 15, 23, 30],
  profileReviewMaxAgeDays: 90,
  upgradeDiscountPercent: 25,
  activatedProducts: ['Windows Server', 'Windows', 'Office'],
};

/** A confirmation may say that another one goes on. */
const kindOf = ({ kind }: Statements, { entry }: State): string =>
  kind === 'continued' && ['renewed', 'reinstated'].includes(entry.kind) ? entry.kind : kind;

function wrongIn(said: Statements, state: State, config: Value): string[] {
  const { kind } = state.entry;
  if (kindOf(said, state) !== kind) return [`it is a mail of kind ${kind}, and reads as ${said.kind}`];
  const named = licences(said, state, config);
  switch (said.kind) {
    case 'renewal':
      return [
        ...inWindow(state),
        ...stage(state, config),
        ...phase(said, state),
        ...missing(said, state, config),
        ...calendar(said, { isCancelled: false, day: window(state).closes }),
        ...named,
      ];
    case 'renewal-at-risk':
      return [...inWindow(state), ...atRisk(said, state, config)];
    case 'expired':
      return [...expired(said, state), ...named];
    case 'renewed':
    case 'reinstated':
      return confirmed(said, state);
    case 'continued':
      return continued(said, state);
    case 'upgraded':
      return [...upgraded(said, state, config), ...named];
    case 'consolidated':
    case 'benefits-ended':
      return [...ended(said, state), ...named];
    case 'payment-reversed':
      return reversed(said, state, config);
    case 'delivery-lost':
      return deliveryLost(said, state);
    case 'operator-alert':
      return alerted(said, state, config);
    case 'listing-incomplete':
      return incomplete(said, state);
    case 'listing-visible':
      return visible(said, state);
    case 'listing-dropped':
      return same('the day of the submission', said.dates, [asOf(state)]);
  }
}

/** Nobody is asked to renew what cannot be paid any more, or is not to be renewed. */
function inWindow(state: State): string[] {
  const { closes } = window(state);
  const { status, consolidation, declined } = state.membership;
  const isRenewed = status.name === 'active' && consolidation === null && declined === null;
  return isRenewed && asOf(state) <= closes
    ? []
    : [`on ${asOf(state)} it is ${status.name} or not to be renewed, and the window closed on ${closes}`];
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
function missing(said: Statements, state: State, config: Value, besides: readonly string[] = []): string[] {
  const { closes, ad, opens } = window(state);
  const { common, byTerms, isWaived, decidesOn, lastReview } = lacksOf(state, config);
  const known = [ad, opens, closes, dayAfter(closes, 1), asOf(state), ...decidesOn, ...lastReview, ...besides];
  return [
    ...same('what is missing', said.missing, [...common].sort()),
    ...same('what is missing of each', lines(said.byTerms), lines(byTerms)),
    ...same('the extension', said.isWaived, isWaived),
    ...strange(said.dates, known),
  ];
}

/** Of a joint renewal only the terms that lack something are named. */
function atRisk(said: Statements, state: State, config: Value): string[] {
  const { ad, opens, closes } = window(state);
  const { since, causes } = state.record.inputs;
  const { common, byTerms, decidesOn } = lacksOf(state, config);
  const own = common.filter((item) => item !== 'fee' && !item.startsWith('review')).sort();
  const others = new Map([...byTerms].filter(([, items]) => !items.includes('met') && !items.includes('waived')));
  // What is not decided yet is no shortfall.
  const isShort = [...own, ...[...others.values()].flat()].some((item) => decidesOn.length === 0 || !isKpi(item));
  const known = [
    ad,
    opens,
    closes,
    since,
    ...decidesOn,
    ...causes.map(({ on }: Value) => on),
    trainersGoneOn(state.partner),
  ];
  return [
    ...same('what is missing', said.missing, own),
    ...same('what is missing of each', lines(said.byTerms), lines(others)),
    ...(isShort ? [] : ['nothing is missing']),
    ...(since <= asOf(state) ? [] : [`since ${since}, told on ${asOf(state)}`]),
    ...strange(said.dates, known),
    ...lacking(said.dates, [ad, opens, closes, since]),
  ];
}

/** A payment of the cycle that was taken back is named, and what became of it (R-REN-9). */
function expired({ dates }: Statements, state: State): string[] {
  const { ad, closes } = window(state);
  const { status, reversals, cycle } = state.membership;
  const { payment } =
    reversals.findLast((each: Value) => each.paid === 'renewal' && each.payment.cycle === cycle) ?? {};
  const all = [ad, closes, dayAfter(closes, 1), ...(payment === undefined ? [] : [payment.paidOn])];
  const { name } = status;
  return [...same('the status', name, 'expired'), ...strange(dates, all), ...lacking(dates, all)];
}

/** The next anniversary is named of what goes on as itself. */
function confirmed({ dates, saysInTime, kind, calendar: file }: Statements, state: State): string[] {
  const { lastRenewal, status, consolidation } = state.membership;
  const next = window(state, lastRenewal.cycle + 1);
  const all = [lastRenewal.paidOn, next.ad, next.opens, next.closes];
  return [
    ...strange(dates, all),
    ...lacking(dates, all),
    ...inTime(saysInTime, state),
    ...same('what happened', kind, lastRenewal.kind),
    ...same('the status', status.name, 'active'),
    ...calendar({ calendar: file }, { isCancelled: true, day: window(state, lastRenewal.cycle).closes }),
    ...(consolidation === null ? [] : [`it is renewed with ${consolidation.into}`]),
  ];
}

/** The last day to renew stands in the reader's calendar, or does not any more. */
function calendar(
  { calendar: file }: Pick<Statements, 'calendar'>,
  is: { isCancelled: boolean; day: string },
): string[] {
  return same('the calendar', file && { isCancelled: file.isCancelled, day: file.day }, is);
}

/** Another one takes its place, or has taken it (R-REN-6). */
function continued({ dates, saysInTime, text }: Statements, state: State): string[] {
  const { lastRenewal, status, consolidation } = state.membership;
  const [on, by] = status.name === 'superseded' ? [status.on, status.by] : [consolidation?.on, consolidation?.into];
  const all = [lastRenewal.paidOn, on];
  return [
    ...(on === undefined ? ['nothing takes its place'] : []),
    ...(text.includes(by) ? [] : [`${by} is not named`]),
    ...strange(dates, all),
    ...lacking(dates, all),
    ...inTime(saysInTime, state),
  ];
}

function inTime(isSaid: boolean, state: State): string[] {
  const { paidOn, cycle } = state.membership.lastRenewal;
  return isSaid && paidOn > window(state, cycle).closes ? [`paid in time on ${paidOn}`] : [];
}

/** Gold holds, and silver has ended (R-MEM-5). */
function upgraded({ dates, text }: Statements, state: State, { upgradeDiscountPercent }: Value): string[] {
  const { purchasedOn, origin, terms } = state.membership;
  const first = window(state, 1);
  const silver = state.memberships.find(({ membershipId }) => membershipId === origin.from);
  const all = [purchasedOn, first.ad, first.opens, first.closes];
  return [
    ...same('what it is', terms.level, 'gold'),
    ...same('silver', silver?.status.name, 'superseded'),
    ...(text.includes(`${upgradeDiscountPercent}%`) ? [] : [`the discount is ${upgradeDiscountPercent} %`]),
    ...strange(dates, all),
    ...lacking(dates, all),
  ];
}

/** Whether something goes on in its place, and what is renewed with it from now on (R-LIC-6, R-MRG-2). */
function ended({ kind, dates }: Statements, state: State): string[] {
  const { status } = state.membership;
  if (status.name !== 'superseded') return [`it is ${status.name}`];
  const next = placeTaker(state.membership, state.memberships);
  const isOn = next.status.name === 'active' && asOf(state) <= windowOf(next).closes;
  const all = [status.on, ...(isOn ? [windowOf(next).ad] : [])];
  return [
    ...same('that something goes on', kind === 'consolidated', isOn),
    ...strange(dates, all),
    ...lacking(dates, all),
  ];
}

/** The day until which it can be paid again, or could; or since when it is no more (R-REN-9). */
function reversed(said: Statements, state: State, config: Value): string[] {
  const { status, reversals } = state.membership;
  const { paidOn, number } = state.record.inputs;
  const { dates } = said;
  const isOpen = status.name === 'active' && asOf(state) <= window(state).closes;
  if (isOpen && reversals[number - 1].paid === 'renewal')
    return [...missing(said, state, config, [paidOn]), ...lacking(dates, [paidOn, window(state).closes])];
  const until: Record<string, () => string> = {
    active: () => window(state).closes,
    expired: () => status.expiredOn,
    superseded: () => status.on,
  };
  const all = [paidOn, until[status.name]?.() ?? dayAfter(status.createdOn, 30)];
  return [...strange(dates, all), ...lacking(dates, all), ...same('what is missing', said.missing, [])];
}

/**
 * All that end, or would; of an upgrade those of the silver one. Which of them take a product key (R-LIC-6, R-LIC-7).
 */
function licences({ kind, licences: said, keys }: Statements, state: State, { activatedProducts }: Value): string[] {
  if (state.membership === null) return [];
  const { membershipId, origin } = state.membership;
  const all = licencesOf(state, kind === 'upgraded' ? origin.from : membershipId);
  const takesKey = ({ product }: Value): boolean =>
    activatedProducts.some((family: string) => new RegExp(`^(microsoft )?${family}( |$)`, 'i').test(product ?? ''));
  return [
    ...same('the licences', said, all.map(({ tokenId }) => tokenId).sort()),
    ...same('those that take a key', keys, all.filter(takesKey).length),
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
    ...(ad === null ? [] : strange(dates, [ad, asOf(state), ...paidOn, ...endOfSecondPack(state)])),
  ];
}

/** Of two packs that are paid the one that is not kept ends on the day that the alert names (R-MEM-6). */
function endOfSecondPack({ memberships, record }: State): string[] {
  const ended = memberships.find(({ membershipId }) => membershipId === record.inputs.ended);
  if (ended === undefined) return [];
  return [ended.status.name === 'superseded' ? ended.status.on : ended.consolidation?.on];
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

const lines = (byTerms: ReadonlyMap<string, readonly string[]>): string[] =>
  [...byTerms].map(([terms, items]) => `${terms}: ${[...items].sort().join(', ')}`).sort();

function same(what: string, said: unknown, is: unknown): string[] {
  const [a, b] = [JSON.stringify(said), JSON.stringify(is)];
  return a === b ? [] : [`${what}: ${a} instead of ${b}`];
}

const strange = (said: readonly string[], known: readonly string[]): string[] =>
  said.filter((date) => !known.includes(date)).map((date) => `${date} is no date of it`);

const lacking = (said: readonly string[], dates: readonly string[]): string[] =>
  dates.filter((date) => !said.includes(date)).map((date) => `${date} is not named`);
