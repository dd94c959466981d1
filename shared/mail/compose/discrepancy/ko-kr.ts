/** Korean. Awaits a review by a native reader before it is sent to a partner. */
import type { DiscrepancyWords } from './words.ts';

export const koKR: DiscrepancyWords = {
  eyebrow: 'KPI 비교',
  subject: 'KPI 값 비교 결과',
  headline: {
    agree: '목록이 게시된 KPI와 일치합니다',
    differ: (count) => `차이 ${count}건에 대한 설명`,
  },
  detail: (asOf, months) => `비교일: ${asOf}. 비교한 월: ${months}.`,
  lead: (partner) =>
    `${partner}의 청구서 항목 목록을 기록된 청구서 항목과 비교했습니다. 아래에서 각 차이의 이유를 설명하고, 저절로 해소되는 차이는 그 날짜를 알려 드립니다.`,
  calendar: '매월 15일의 KPI(핵심 성과 지표) 보고서는 직전 12개월을 게시합니다. 게시된 월만 집계됩니다.',
  facts: {
    months: '비교한 월',
    published: '게시된 마지막 월',
    nothing: '아직 게시되지 않음',
    partnerTotal: '목록의 KPI',
    publishedTotal: '게시된 KPI',
    difference: '차이',
  },
  heading: (heading, count) => `${heading}(${count})`,
  row: (number) => `${number}행`,
  invoice: (number, line) => (line === null ? `청구서 ${number}` : `청구서 ${number}, 항목 ${line}`),
  line: (month, kpiValue) => `${month}, KPI 값 ${kpiValue}.`,
  effect: (kpi) => `차이에 미치는 영향: ${kpi}.`,
  more: (count) => `그 밖에 ${count}건.`,
  chapters: {
    'unknown-here': {
      heading: '기록되지 않음',
      intro: '목록의 다음 행은 기록된 청구서 항목에 없습니다. 해당 청구서를 보내 주십시오.',
    },
    'missing-invoice': {
      heading: '목록에 없음',
      intro: '다음 청구서 항목은 기록되어 집계되지만 목록에는 없습니다. 목록에 추가해 주십시오.',
    },
    'value-differs': {
      heading: '값이 다름',
      intro: '기록된 값이 집계됩니다. 기록이 잘못되었다면 정정할 수 있도록 청구서를 보내 주십시오.',
    },
    duplicate: { heading: '중복', intro: '같은 청구서 항목은 한 번만 집계됩니다.' },
    'not-an-invoice': {
      heading: '청구서가 아님',
      intro: '청구서와 대변 메모만 집계됩니다. 주문 확인과 파트너 보고서는 증빙 자료로 보관됩니다.',
    },
    'not-yet-published': {
      heading: '아직 게시되지 않음',
      intro: '하실 일은 없습니다. 다음 값은 표시된 날짜부터 집계됩니다.',
    },
    'outside-window': {
      heading: '비교한 월에 속하지 않음',
      intro: '다른 월의 항목은 여기에 집계되지 않습니다.',
    },
  },
  agree: { heading: '일치', intro: (count) => `목록의 ${count}개 행이 기록과 일치합니다.` },
  ifRecorded: (date) => `오늘 청구서가 기록되면 ${date} KPI 보고서에 게시됩니다.`,
  countsAtOnce: '오늘 청구서가 기록되면 바로 집계됩니다.',
  neverCounts: '오늘 기록되더라도 비교한 월에는 집계되지 않습니다.',
  fields: {
    month: '월',
    omlpType: 'OMLP 유형',
    purchaseUnits: '구매 단위',
    kpiValue: 'KPI 값',
    revenueValue: '수익 값',
    currency: '통화',
  },
  field: (label, partner, recorded) => `${label}: 목록 ${partner}, 기록 ${recorded}.`,
  repeats: (row) => `${row}행과 같은 항목입니다.`,
  documentType: (type) => `기록된 문서: ${type}.`,
  documentTypes: { 'order-confirmation': '주문 확인', 'partner-report': '파트너 보고서' },
  publishedOn: (month, date) => `${month} 값은 ${date} KPI 보고서에 게시됩니다.`,
  unsummed: (recorded, published, date) =>
    `현재 기록된 KPI는 ${recorded}, 게시된 KPI는 ${published}입니다. ${date} KPI 보고서에서 다시 집계됩니다.`,
  outside: (month, months) => `${month}은 비교 기간(${months})에 속하지 않습니다.`,
  about:
    '이 보고서는 두 목록을 비교한 것으로, 아무것도 변경하지 않습니다. 문의 사항이 있으면 보고서를 보낸 담당자에게 회신해 주십시오.',
};
