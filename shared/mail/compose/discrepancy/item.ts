/** A finding as an item of the partner's report (R-KPI-11). */
import type { CivilMonth } from '../../../domain/core/calendar.ts';
import type { Finding } from '../../../domain/discrepancy/finding.ts';
import { COMPARED_FIELDS, type ComparedField, type FieldDifference } from '../../../domain/discrepancy/rows.ts';
import type { KpiWindow } from '../../../domain/kpi/kpi-window.ts';
import type { Language } from '../language.ts';
import type { Item } from '../message.ts';
import { ADDRESS_LIMIT, nameOrDash } from '../name.ts';
import type { DiscrepancyWords } from './words.ts';

/** The words and formats of the report in one language. */
export type ReportLanguage = Language & { report: DiscrepancyWords };

export function itemOf(finding: Finding, language: ReportLanguage): Item {
  const { report, formats } = language;
  const { kpiEffect } = finding;
  const effect = kpiEffect === '0' ? [] : [report.effect(formatSigned(kpiEffect, formats.number(kpiEffect)))];
  return {
    label: itemLabel(finding, language),
    text: [...sentencesOf(finding, language), ...effect].join(language.words.frame.space),
  };
}

/** Two months, both inclusive. */
export const monthRange = ({ from, to }: KpiWindow, { words, formats }: Language): string =>
  words.frame.range(formats.month(from), formats.month(to));

/** A difference with its sign. */
export const formatSigned = (decimal: string, formatted: string): string =>
  decimal === '0' || decimal.startsWith('-') ? formatted : `+${formatted}`;

function itemLabel({ row, invoiceNumber, line, month }: Finding, { report, formats }: ReportLanguage): string {
  if (invoiceNumber === null) return formats.month(month);
  const invoice = report.invoice(nameOrDash(invoiceNumber, ADDRESS_LIMIT), line === null ? null : nameOrDash(line));
  return row === null ? invoice : `${report.row(formats.number(row))} · ${invoice}`;
}

function sentencesOf(finding: Finding, language: ReportLanguage): string[] {
  const { report, formats } = language;
  const { month, kpiValue } = finding;
  const line = report.line(formats.month(month), formats.number(kpiValue));
  switch (finding.class) {
    case 'agrees':
    case 'missing-invoice':
      return [line];
    case 'unknown-here':
      return [line, ifRecordedText(finding, language)];
    case 'value-differs':
      return fieldSentences(finding.fields, month, language);
    case 'duplicate':
      return [report.repeats(formats.number(finding.firstRow))];
    case 'not-an-invoice':
      return [line, report.documentType(report.documentTypes[finding.documentType])];
    case 'not-yet-published':
      return [publicationText(finding, language)];
    case 'outside-window':
      return [report.outside(formats.month(month), monthRange(finding.window, language))];
  }
}

function ifRecordedText(
  { ifImported, resolvesOn }: Extract<Finding, { class: 'unknown-here' }>,
  { report, formats }: ReportLanguage,
): string {
  if (ifImported === 'counts-at-once') return report.countsAtOnce;
  return resolvesOn === null ? report.neverCounts : report.ifRecorded(formats.date(resolvesOn));
}

function publicationText(
  { month, resolvesOn, unsummed }: Extract<Finding, { class: 'not-yet-published' }>,
  { report, formats }: ReportLanguage,
): string {
  const date = resolvesOn === null ? '' : formats.date(resolvesOn);
  if (unsummed === undefined) return report.publishedOn(formats.month(month), date);
  return report.unsummed(formats.number(unsummed.recorded), formats.number(unsummed.published), date);
}

/** One sentence for each field that differs; year and month are one field. */
function fieldSentences(fields: readonly FieldDifference[], month: CivilMonth, language: ReportLanguage): string[] {
  const { report, formats } = language;
  const byField = new Map(fields.map((difference) => [difference.field, difference]));
  return COMPARED_FIELDS.flatMap((field): string[] => {
    const difference = byField.get(field);
    if (field === 'year') return [];
    if (field === 'month') {
      const listed = listedMonth(byField, month);
      if (listed === month) return [];
      return [report.field(report.fields.month, formats.month(listed), formats.month(month))];
    }
    if (difference === undefined) return [];
    const [partner, recorded] = [difference.partner, difference.recorded].map((value) =>
      shownValue(field, value, language),
    );
    return [report.field(report.fields[field], partner ?? '', recorded ?? '')];
  });
}

/** The month that the partner's row names, where it differs from the recorded one in its year or number. */
function listedMonth(byField: ReadonlyMap<ComparedField, FieldDifference>, recorded: CivilMonth): CivilMonth {
  const [year = '', month = ''] = recorded.split('-');
  const listed = byField.get('month')?.partner ?? month;
  return `${byField.get('year')?.partner ?? year}-${listed.padStart(2, '0')}` as CivilMonth;
}

const shownValue = (field: ComparedField, value: string, { formats }: ReportLanguage): string =>
  field === 'omlpType' || field === 'currency' ? nameOrDash(value, ADDRESS_LIMIT) : formats.number(value);
