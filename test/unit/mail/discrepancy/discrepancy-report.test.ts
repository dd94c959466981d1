import { describe, expect, it } from 'vitest';
import { compareLists } from '../../../../shared/domain/discrepancy/compare-lists.ts';
import { FINDING_CLASSES } from '../../../../shared/domain/discrepancy/finding.ts';
import { emptyKpiLedger, refreshLedger, sumByMonth } from '../../../../shared/domain/kpi/kpi.ts';
import { LOCALES, type Locale } from '../../../../shared/domain/partners/partner.ts';
import { discrepancyReport } from '../../../../shared/mail/compose/discrepancy/report.ts';
import { visible } from '../samples/all-contents.ts';
import { AS_OF, everything, line, row } from '../samples/discrepancies.ts';
import { day } from '../samples/parts.ts';

const WORDS: Record<Locale, string[]> = {
  en: [
    'KPI value: 1,300 in your list, 1,234.5 on record.',
    'Month: March 2019 in your list, January 2020 on record.',
    'March 15, 2020',
    'order confirmation',
    '+65.5',
  ],
  'ko-KR': [
    'KPI(핵심 성과 지표)',
    'OMLP 유형',
    '구매 단위',
    '수익 값',
    '청구서',
    '주문 확인',
    '2020년 3월 15일',
    '1,234.5',
  ],
  'zh-CN': ['KPI（关键绩效指标）', 'OMLP 类型', '购买单位', '收入值', '发票', '订单确认', '2020年3月15日', '1,234.5'],
  'zh-TW': ['KPI（關鍵績效指標）', 'OMLP 類型', '購買單位', '收益值', '發票', '訂單確認', '2020年3月15日', '1,234.5'],
};

describe.each(LOCALES)('the report on KPI discrepancies in %s (R-KPI-11)', (locale) => {
  const subject = everything();
  const { text, html } = discrepancyReport(subject, locale);

  it('has every class in its sample', () => {
    expect(FINDING_CLASSES.filter((name) => subject.comparison.counts[name] === 0)).toEqual([]);
  });

  it("uses the program's words that the partner knows", () => {
    for (const part of [text, visible(html)])
      for (const words of [...WORDS[locale], 'Contoso', 'P-00042', 'M7', 'INV-6']) expect(part).toContain(words);
    expect(html).toContain(`<html lang="${locale}"`);
  });

  it('has no missing value, no identifier from the code and no letter of the other script', () => {
    expect(text).not.toMatch(
      /undefined|NaN|null|\[object|[{}]|Invalid Date|\u2068|partner-report|unknown-here|R-KPI|Kpi/,
    );
    if (locale === 'zh-CN') expect(text).not.toMatch(/[發與這時們開證單號據說項]/u);
    if (locale === 'zh-TW') expect(text).not.toMatch(/[发与这时们开证单号据说项]/u);
  });

  it('says in HTML what it says in plain text', () => {
    const seen = visible(html);
    for (const sentence of text.split('\n').filter((one) => one !== '' && !/: |：|^- /.test(one)))
      expect(seen).toContain(sentence);
  });

  it('is short if the lists agree', () => {
    const lines = [line('INV-1')];
    const ledger = refreshLedger(emptyKpiLedger('P-1'), day('2020-02-15'), sumByMonth(lines), true);
    const comparison = compareLists({ rows: [row('INV-1')], lines, ledger, asOf: AS_OF, anniversary: null });
    const report = discrepancyReport({ ...subject, membershipId: null, comparison }, locale);
    expect(report.text).not.toMatch(/^- /m);
    expect(report.text).not.toMatch(/undefined|NaN|null/);
  });
});

it.each(['<script>alert(1)</script>', '" onmouseover="alert(1)', 'INV\u202e9\u200b<b>', '$& {x} </td>'])(
  '%j harms neither form of the KPI discrepancy report',
  (hostile) => {
    const { text, html } = discrepancyReport(everything(hostile), 'en');
    expect(html).not.toMatch(/<script|<b>|<\/td>\s*<\/b>|\sonmouseover="/);
    expect(text + html).not.toMatch(/[\u202e\u200b]/);
  },
);
