import type { BenefitStatus } from '../../shared/domain/benefits/benefit-status.ts';

/** A state of an execution holds 256 KiB; the other fields need little. */
const MAX_BYTES = 200_000;

/** The benefits that fit into an execution's output, those in force first; `omitted`: how many do not fit. */
export function benefitsOutput<Run extends object>(
  run: Run,
  { partnerId, benefits }: { partnerId: string; benefits: BenefitStatus[] },
) {
  const isOver = ({ state }: BenefitStatus): boolean => state !== 'in-force';
  const sorted = [...benefits.filter((benefit) => !isOver(benefit)), ...benefits.filter(isOver)];
  const fitting: BenefitStatus[] = [];
  let size = 0;
  for (const benefit of sorted) {
    size += Buffer.byteLength(JSON.stringify(benefit));
    if (size > MAX_BYTES) break;
    fitting.push(benefit);
  }
  return { ...run, command: 'list-benefits', partnerId, benefits: fitting, omitted: sorted.length - fitting.length };
}
