import { compareTexts } from '../../../../shared/domain/core/text.ts';
import { smallestFix } from '../../../../shared/domain/offers/shortfall.ts';
import { fixesOf, reasonOf } from '../results/forecasts.ts';
import { type ForecastLine, shortfall } from '../results/lines.ts';
import type { Renewal } from '../results/renewals.ts';
import type { Archive } from './archive.ts';
import { forecastsIn } from './partners.ts';

/** A renewal at risk, and the smallest change that mends it. Dates are civil dates. */
export type RiskItem = {
  readonly partnerId: string;
  readonly partnerName: string | null;
  readonly membershipId: string;
  readonly anniversary: string;
  readonly windowCloses: string;
  /** Since when; after the day that is looked at: from when on. */
  readonly riskOn: string;
  readonly reason: string;
  /** All of them together are needed; none where the partner leaves, or where none is known. */
  readonly fixes: readonly string[];
};

type Risk = Omit<RiskItem, 'partnerName' | 'reason' | 'fixes'> & { readonly told: ForecastLine | number };

/**
 * The renewals at risk at the end of a day, those whose window closes first before the others: of the last day all that
 * its forecast knows; of an earlier one those of which a decision had said so by then, and those that are at risk since
 * then without a break.
 */
export async function atRiskOn(archive: Archive, renewals: readonly Renewal[], day: string): Promise<readonly Risk[]> {
  const isLast = !(await archive.runs.entries()).some(({ run }) => run.asOf > day);
  const lasting = (await forecastsIn(archive)).filter(
    ({ riskOn, because }) => isLast || (riskOn <= day && (because === 'now' || because === 'declined')),
  );
  const known = new Set(lasting.map(keyOf));
  const told = renewals.filter(
    (renewal) => renewal.state === 'open' && renewal.standing?.name === 'at-risk' && !known.has(keyOf(renewal)),
  );
  const risks = [...lasting.map(ofForecast), ...told.flatMap(ofStanding)];
  return risks.sort((a, b) => compareTexts(a.windowCloses, b.windowCloses) || compareTexts(a.partnerId, b.partnerId));
}

/** The risks in words. */
export async function describeRisks(archive: Archive, risks: readonly Risk[]): Promise<RiskItem[]> {
  const decisions = await archive.decisions.entries();
  return Promise.all(
    risks.map(async ({ told, ...risk }) => {
      const partnerName = archive.names.get(risk.partnerId)?.name ?? null;
      if (typeof told !== 'number') return { ...risk, partnerName, reason: reasonOf(told), fixes: fixesOf(told) };
      const entry = decisions[told];
      const [line] = await archive.decisions.read(entry === undefined ? [] : [entry]);
      const fixes = fixesOf({ lacks: lacksOf(line?.inputs ?? {}), because: 'now' });
      return { ...risk, partnerName, reason: reasonOf({ because: 'now' }), fixes };
    }),
  );
}

const ofForecast = (told: ForecastLine): Risk => {
  const { partnerId, membershipId, anniversary, windowCloses, riskOn } = told;
  return { partnerId, membershipId, anniversary, windowCloses, riskOn, told };
};

const ofStanding = ({ partnerId, membershipId, anniversary, windowCloses, standing }: Renewal): Risk[] =>
  standing === null
    ? []
    : [{ partnerId, membershipId, anniversary, windowCloses, riskOn: standing.since, told: standing.decision }];

/** What a standing, or a KPI report, says is lacking. */
function lacksOf({ shortfalls, eligibility }: Readonly<Record<string, unknown>>): ForecastLine['lacks'] {
  const told = shortfalls ?? (eligibility as { shortfalls?: unknown } | undefined)?.shortfalls ?? [];
  return shortfall.array().parse(smallestFix(told as Parameters<typeof smallestFix>[0]));
}

const keyOf = ({ partnerId, membershipId, cycle }: Pick<Renewal, 'partnerId' | 'membershipId' | 'cycle'>): string =>
  `${partnerId} ${membershipId} ${cycle}`;
