/**
 * Every sentence of the partner's report on KPI discrepancies (R-KPI-11). Arguments are formatted already, names
 * isolated.
 */
import type { FindingClass } from '../../../domain/discrepancy/finding.ts';
import type { ComparedField } from '../../../domain/discrepancy/rows.ts';
import type { EvidenceType } from '../../../domain/kpi/invoice-line.ts';
import type { Name } from '../name.ts';

/** What all findings of a class have in common, and what to do about them. */
type Chapter = { heading: string; intro: string };

export type DiscrepancyWords = {
  eyebrow: string;
  subject: string;
  headline: { agree: string; differ: (count: number) => string };
  detail: (asOf: string, months: string) => string;
  lead: (partner: Name) => string;
  /** What is published when (R-KPI-4). */
  calendar: string;
  facts: {
    months: string;
    published: string;
    nothing: string;
    partnerTotal: string;
    publishedTotal: string;
    difference: string;
  };
  heading: (heading: string, count: string) => string;
  row: (number: string) => string;
  invoice: (number: Name, line: Name | null) => string;
  line: (month: string, kpiValue: string) => string;
  effect: (kpi: string) => string;
  more: (count: string) => string;
  chapters: Record<Exclude<FindingClass, 'agrees'>, Chapter>;
  agree: { heading: string; intro: (count: number) => string };
  ifRecorded: (date: string) => string;
  /** If it is recorded today (R-KPI-12). */
  countsAtOnce: string;
  neverCounts: string;
  fields: Record<Exclude<ComparedField, 'year'>, string>;
  field: (label: string, partner: string, recorded: string) => string;
  repeats: (row: string) => string;
  documentType: (type: string) => string;
  documentTypes: Record<EvidenceType, string>;
  publishedOn: (month: string, date: string) => string;
  unsummed: (recorded: string, published: string, date: string) => string;
  outside: (month: string, months: string) => string;
  /** Below the signature. */
  about: string;
};
