/** Simplified Chinese. Awaits a review by a native reader before it is sent to a partner. */
import type { DiscrepancyWords } from './words.ts';

export const zhCN: DiscrepancyWords = {
  eyebrow: 'KPI 比较',
  subject: 'KPI 值比较结果',
  headline: {
    agree: '贵组织的列表与已发布的 KPI 一致',
    differ: (count) => `${count} 项差异的说明`,
  },
  detail: (asOf, months) => `比较日期：${asOf}。所比较的月份：${months}。`,
  lead: (partner) =>
    `我们将贵组织（${partner}）的发票明细列表与已记录的发票明细进行了比较。下面说明每项差异的原因；如果差异会自行消除，还会注明日期。`,
  calendar: '每月 15 日的 KPI（关键绩效指标）报告发布此前 12 个月的值。只有已发布的月份才计入。',
  facts: {
    months: '所比较的月份',
    published: '已发布至',
    nothing: '尚未发布',
    partnerTotal: '列表中的 KPI',
    publishedTotal: '已发布的 KPI',
    difference: '差额',
  },
  heading: (heading, count) => `${heading}（${count}）`,
  row: (number) => `第 ${number} 行`,
  invoice: (number, line) => (line === null ? `发票 ${number}` : `发票 ${number}，明细 ${line}`),
  line: (month, kpiValue) => `${month}，KPI 值 ${kpiValue}。`,
  effect: (kpi) => `对差额的影响：${kpi}。`,
  more: (count) => `另有 ${count} 项。`,
  chapters: {
    'unknown-here': {
      heading: '未记录',
      intro: '贵组织列表中的以下各行不在已记录的发票明细中。请将相应的发票发送给我们。',
    },
    'missing-invoice': {
      heading: '列表中缺少',
      intro: '以下发票明细已记录并计入，但不在贵组织的列表中。请将其补充到列表中。',
    },
    'value-differs': {
      heading: '值不同',
      intro: '以已记录的值为准。如果记录有误，请将发票发送给我们以便更正。',
    },
    duplicate: { heading: '重复', intro: '同一发票明细只计一次。' },
    'not-an-invoice': {
      heading: '不是发票',
      intro: '只有发票和贷项通知单才计入。订单确认和合作伙伴报告仅作为凭据保留。',
    },
    'not-yet-published': {
      heading: '尚未发布',
      intro: '您无需采取任何措施：以下各值自所示日期起计入。',
    },
    'outside-window': {
      heading: '不在所比较的月份内',
      intro: '其他月份的明细在此不计入。',
    },
  },
  agree: { heading: '一致', intro: (count) => `列表中有 ${count} 行与记录一致。` },
  ifRecorded: (date) => `如果该发票在今天记录，则将由${date}的 KPI 报告发布。`,
  countsAtOnce: '如果该发票在今天记录，则将立即计入。',
  neverCounts: '即使该发票在今天记录，也不计入所比较的月份。',
  fields: {
    month: '月份',
    omlpType: 'OMLP 类型',
    purchaseUnits: '购买单位',
    kpiValue: 'KPI 值',
    revenueValue: '收入值',
    currency: '货币',
  },
  field: (label, partner, recorded) => `${label}：列表为“${partner}”，记录为“${recorded}”。`,
  repeats: (row) => `与第 ${row} 行重复。`,
  documentType: (type) => `记录的文档：${type}。`,
  documentTypes: { 'order-confirmation': '订单确认', 'partner-report': '合作伙伴报告' },
  publishedOn: (month, date) => `${month}的值将由${date}的 KPI 报告发布。`,
  unsummed: (recorded, published, date) =>
    `目前已记录的 KPI 为 ${recorded}，已发布的为 ${published}。${date}的 KPI 报告将重新计算。`,
  outside: (month, months) => `${month}不在${months}之内。`,
  about: '本报告仅比较两份列表，不作任何更改。如有疑问，请回复向您发送此报告的人员。',
};
