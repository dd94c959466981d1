import { formatNumber, formatShare } from '../../format.ts';
import { type Content, html } from '../../html.ts';
import { barTable, legend } from '../bars.ts';
import type { RenewalOutcome, ReportInput } from '../data/input.ts';
import { section } from '../table.ts';

/** `stage`: in days from the anniversary; null: renewed without any notice in the period. */
export type AfterStage = {
  readonly stage: number | null;
  /** Renewals that had not been paid when it was sent. */
  readonly notified: number;
  /** Those that were paid before the next one: it was the last before the payment. */
  readonly renewed: number;
};

/** For each stage how many got it, and how many renewals it was the last notice of. Late payments follow the last. */
export function afterStages(outcomes: readonly RenewalOutcome[]): AfterStage[] {
  const sent = [...new Set(outcomes.flatMap(({ stages }) => stages))].sort((a, b) => a - b);
  const renewed = outcomes.filter(({ state }) => state === 'renewed');
  const rows = sent.map((stage) => ({
    stage,
    notified: outcomes.filter(({ stages }) => stages.includes(stage)).length,
    renewed: renewed.filter(({ stages }) => stages.at(-1) === stage).length,
  }));
  const without = renewed.filter(({ stages }) => stages.length === 0).length;
  return without === 0 ? rows : [...rows, { stage: null, notified: without, renewed: without }];
}

/** `AD+15`; null: without a notice. */
export function stageName(stage: number | null): string {
  if (stage === null) return 'no notice';
  return stage === 0 ? 'AD' : `AD${stage < 0 ? '−' : '+'}${Math.abs(stage)}`;
}

/** Which stage brings the renewals. */
export function noticesSection({ outcomes }: ReportInput): Content {
  const stages = afterStages(outcomes);
  const all = stages.reduce((sum, { renewed }) => sum + renewed, 0);
  let before = 0;
  const bars = stages.map(({ stage, notified, renewed }) => {
    before += renewed;
    return {
      name: stageName(stage),
      parts: [
        { tone: 'tone renewed', name: 'renewed before the next notice', value: renewed },
        { tone: 'tone waiting', name: 'not yet', value: notified - renewed },
      ],
      figures: [
        formatNumber(notified),
        formatNumber(renewed),
        formatShare(all === 0 ? null : renewed / all),
        formatShare(all === 0 ? null : before / all),
      ],
    };
  });
  const heads = ['Stage', 'Notified', 'Renewed after it', 'Of all', 'So far'];
  return section({ id: 'notices', title: 'From notice to payment' }, [
    html`<p>Which notice was the last before the payment, in days from the anniversary (AD); it can be paid from AD+1 to AD+30.</p>`,
    stages.length === 0
      ? html`<p class="empty">No renewal has ended.</p>`
      : [
          legend([
            { tone: 'tone renewed', name: 'renewed before the next notice' },
            { tone: 'tone waiting', name: 'not yet' },
          ]),
          barTable('Renewals that have ended, by the notices that were sent', heads, bars),
        ],
  ]);
}
