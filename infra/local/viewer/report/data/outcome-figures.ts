/** Figures of renewals that have ended: counted, and their fees added up. */
import Big from 'big.js';
import { formatMoney, formatNumber, formatShare } from '../../format.ts';
import { endedOf, renewalRate } from '../../results/renewals.ts';
import type { RenewalOutcome, ReportInput } from './input.ts';

export type OutcomeFigures = {
  readonly renewed: number;
  readonly expired: number;
  /** Of 1; null: none has ended. */
  readonly rate: number | null;
  /** What the renewed ones brought, and the expired ones would have: decimal strings, of the program's one currency. */
  readonly feesIn: string;
  readonly feesLost: string;
};

export function figuresOf(outcomes: readonly RenewalOutcome[]): OutcomeFigures {
  const ended = endedOf(outcomes);
  const fees = (wanted: RenewalOutcome['state']): string =>
    sumOf(outcomes.filter(({ state }) => state === wanted).map(({ fee }) => fee?.amount ?? '0'));
  return { ...ended, rate: renewalRate(ended), feesIn: fees('renewed'), feesLost: fees('expired') };
}

export const sumOf = (amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed();

/** The cells of a group of renewals: those that are told of every group. */
export function figureCells(outcomes: readonly RenewalOutcome[], { fees }: Pick<ReportInput, 'fees'>): string[] {
  const { renewed, expired, rate, feesIn } = figuresOf(outcomes);
  const money = fees === undefined ? [] : [formatMoney(fees.currency, feesIn)];
  return [formatNumber(renewed), formatNumber(expired), formatShare(rate), ...money];
}

/** Their heads. */
export const figureHeads = ({ fees }: Pick<ReportInput, 'fees'>): string[] => [
  'Renewed',
  'Expired',
  'Rate',
  ...(fees === undefined ? [] : ['Fees']),
];

/** The parts of a bar of them. */
export function outcomeParts(outcomes: readonly RenewalOutcome[]) {
  const { renewed, expired } = endedOf(outcomes);
  return [
    { tone: 'tone renewed', name: 'renewed', value: renewed },
    { tone: 'tone expired', name: 'expired', value: expired },
  ];
}
