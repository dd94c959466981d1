/** Traditional Chinese. Awaits a review by a native reader before it is sent to a partner. */
import type { DiscrepancyWords } from './words.ts';

export const zhTW: DiscrepancyWords = {
  eyebrow: 'KPI 比較',
  subject: 'KPI 值比較結果',
  headline: {
    agree: '貴組織的清單與已發佈的 KPI 一致',
    differ: (count) => `${count} 項差異的說明`,
  },
  detail: (asOf, months) => `比較日期：${asOf}。所比較的月份：${months}。`,
  lead: (partner) =>
    `我們比較了貴組織（${partner}）的發票明細清單與已記錄的發票明細。以下說明每項差異的原因；如果差異會自行消除，還會註明日期。`,
  calendar: '每月 15 日的 KPI（關鍵績效指標）報表發佈先前 12 個月的值。只有已發佈的月份才計入。',
  facts: {
    months: '所比較的月份',
    published: '已發佈至',
    nothing: '尚未發佈',
    partnerTotal: '清單中的 KPI',
    publishedTotal: '已發佈的 KPI',
    difference: '差額',
  },
  heading: (heading, count) => `${heading}（${count}）`,
  row: (number) => `第 ${number} 列`,
  invoice: (number, line) => (line === null ? `發票 ${number}` : `發票 ${number}，明細 ${line}`),
  line: (month, kpiValue) => `${month}，KPI 值 ${kpiValue}。`,
  effect: (kpi) => `對差額的影響：${kpi}。`,
  more: (count) => `另有 ${count} 項。`,
  chapters: {
    'unknown-here': {
      heading: '沒有紀錄',
      intro: '貴組織清單中的以下各列不在已記錄的發票明細中。請將對應的發票傳送給我們。',
    },
    'missing-invoice': {
      heading: '清單中缺少',
      intro: '以下發票明細已記錄並計入，但不在貴組織的清單中。請將其加入清單。',
    },
    'value-differs': {
      heading: '值不同',
      intro: '以已記錄的值為準。如果紀錄有誤，請將發票傳送給我們以便更正。',
    },
    duplicate: { heading: '重複', intro: '同一發票明細只計一次。' },
    'not-an-invoice': {
      heading: '不是發票',
      intro: '只有發票和折讓單才計入。訂單確認和合作夥伴報告僅作為憑證保留。',
    },
    'not-yet-published': {
      heading: '尚未發佈',
      intro: '您無須採取任何措施：以下各值自所示日期起計入。',
    },
    'outside-window': {
      heading: '不在所比較的月份內',
      intro: '其他月份的明細在此不計入。',
    },
  },
  agree: { heading: '一致', intro: (count) => `清單中有 ${count} 列與紀錄一致。` },
  ifRecorded: (date) => `如果該發票在今天記錄，則將由${date}的 KPI 報表發佈。`,
  countsAtOnce: '如果該發票在今天記錄，則將立即計入。',
  neverCounts: '即使該發票在今天記錄，也不計入所比較的月份。',
  fields: {
    month: '月份',
    omlpType: 'OMLP 類型',
    purchaseUnits: '購買單位',
    kpiValue: 'KPI 值',
    revenueValue: '收益值',
    currency: '貨幣',
  },
  field: (label, partner, recorded) => `${label}：清單為「${partner}」，紀錄為「${recorded}」。`,
  repeats: (row) => `與第 ${row} 列重複。`,
  documentType: (type) => `紀錄中的文件：${type}。`,
  documentTypes: { 'order-confirmation': '訂單確認', 'partner-report': '合作夥伴報告' },
  publishedOn: (month, date) => `${month}的值將由${date}的 KPI 報表發佈。`,
  unsummed: (recorded, published, date) =>
    `目前已記錄的 KPI 為 ${recorded}，已發佈的為 ${published}。${date}的 KPI 報表將重新計算。`,
  outside: (month, months) => `${month}不在${months}之內。`,
  about: '本報告僅比較兩份清單，不作任何變更。如有疑問，請回覆向您傳送此報告的人員。',
};
