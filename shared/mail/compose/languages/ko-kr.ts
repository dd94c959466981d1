/**
 * Korean. Awaits a review by a native reader before a real mailing. Names never carry a particle that depends on their
 * last sound (을/를, 은/는, 이/가): a fixed noun or punctuation follows them.
 */
import type { Catalogue } from '../catalogue.ts';
import { koKR as asked } from './asked/ko-kr.ts';
import { koKR as endings } from './endings/ko-kr.ts';
import { koKR as listings } from './listings/ko-kr.ts';

const levels = { silver: '실버', gold: '골드' };
const countdown = {
  before: (count: number) => `갱신 기간이 ${count}일 후에 시작됩니다`,
  open: (count: number) => `갱신 마감까지 ${count}일 남았습니다`,
  lastDay: '오늘이 갱신 마지막 날입니다',
};

export const koKR: Catalogue = {
  membership: ({ offer, competency, level, learningOption }) => {
    if (offer === 'learning-action-pack') return '학습 Action Pack';
    if (offer === 'advanced-specialization') return [competency, '고급 특수화'].filter(Boolean).join(' ');
    const name = [level && levels[level], competency, '역량'].filter(Boolean).join(' ');
    return learningOption ? `${name}(학습 옵션 포함)` : name;
  },
  shortMembership: (terms) => koKR.membership({ ...terms, learningOption: false }),
  subject: (headline, names) => `${headline}: ${names.join(' – ')}`,
  frame: {
    colon: ': ',
    space: ' ',
    list: (items, more) => `${items.join(', ')}${more === 0 ? '' : ` 외 ${more}건`}`,
    greeting: (name) => (name ? `${name} 님, 안녕하십니까?` : '안녕하십니까?'),
    partner: '파트너',
    membership: '멤버십',
    withId: (name, id) => `${name} · ${id}`,
    range: (from, to) => `${from} ~ ${to}`,
    openPartnerCenter: '파트너 센터 열기',
    signature: '파트너 프로그램 팀',
    whyYou: (partner) => `파트너 프로그램에 ${partner}의 담당자로 등록되어 있어 이 메일을 보내 드립니다.`,
  },
  renewal: {
    eyebrow: '갱신 미리 알림',
    subject: countdown,
    headline: countdown,
    detail: {
      before: ({ asOf, closes, daysLeft }) =>
        `오늘은 ${asOf}입니다. 갱신 마지막 날은 ${closes}이며 ${daysLeft}일 남았습니다.`,
      open: ({ asOf, closes }) => `오늘은 ${asOf}입니다. 갱신 마지막 날은 ${closes}입니다.`,
      lastDay: (closes) => `연간 요금은 ${closes}까지만 결제할 수 있습니다.`,
    },
    lead: ({ membership, partner, anniversary }) =>
      `${partner}의 ‘${membership}’ 멤버십을 계속 이용하려면 갱신해야 합니다. 갱신 기준일은 ${anniversary}입니다.`,
    grace: '갱신 기간은 유예 기간이기도 합니다. 마지막 날까지 혜택이 계속 제공됩니다.',
    timeline: { anniversary: '갱신 기준일', opens: '갱신 기간 시작일', closes: '갱신 마지막 날' },
    missing: {
      heading: '아직 완료되지 않은 항목',
      fee: {
        label: '연간 요금',
        text: {
          before: (opens, closes) => `${opens}부터 ${closes}까지 결제할 수 있습니다.`,
          open: (closes) => `${closes}까지 결제해 주십시오.`,
          lastDay: (closes) => `오늘이 결제 마지막 날입니다. ${closes}까지만 결제할 수 있습니다.`,
        },
      },
      profileReview: {
        label: '회사 프로필 검토',
        text: (count, lastReview) =>
          `갱신 전 ${count}일 이내에 전역 관리자 또는 계정 관리자가 파트너 센터에서 회사 프로필을 검토해야 합니다. ${lastReview ? `마지막 검토: ${lastReview}.` : '검토 기록이 없습니다.'}`,
      },
      kpi: {
        label: 'KPI(핵심 성과 지표)',
        text: (have, need, months) => `기준 ${need}, 현재 ${have}(집계 기간: ${months}).`,
        pending: (date) =>
          `집계 대상 월 중 아직 게시되지 않은 월이 있습니다. 충족 여부는 ${date} KPI 보고서에서 결정됩니다.`,
      },
      mct: { label: 'Microsoft 공인 강사(MCT)', text: (have, need) => `필요 인원 ${need}명, 현재 ${have}명.` },
      path: (number, count) => `방법 ${number}/${count}(한 가지만 충족하면 됩니다)`,
      goal: (label, text) => `${label}: ${text}`,
      exams: {
        label: '시험 및 평가',
        text: (certification, have, need) => `필요 인원 ${need}명, 현재 ${have}명(${certification}).`,
      },
      performance: {
        label: '성과 목표',
        text: (metric, have, need) => `${metric} 기준 ${need}, 현재 ${have}.`,
        metrics: {
          revenue: '수익',
          'active-usage': '활성 사용량',
          'deployed-seats': '배포된 사용자 라이선스(시트)',
          'new-customers': '신규 고객',
        },
      },
      undecidable: {
        label: '요건',
        text: '이번 갱신에 적용되는 요건을 프로그램 팀에서 확인하고 있습니다. 이 항목과 관련하여 하실 일은 없습니다.',
      },
    },
    extension: {
      heading: '연장: 요건 면제',
      text: (closes) =>
        `이 갱신 기준일에는 프로그램 연장이 적용되어 이번 갱신의 요건이 면제됩니다. 연간 요금은 면제되지 않으므로 ${closes}까지 결제해야 합니다.`,
    },
    losses: {
      heading: '갱신하지 않으면 종료되는 항목',
      intro: (expiresOn) => `갱신하지 않으면 멤버십이 ${expiresOn}에 만료되며 다음 항목도 함께 종료됩니다.`,
      benefits: '멤버십의 모든 혜택',
      licenses:
        '제품 라이선스 및 내부 사용 권한(만료 후 온-프레미스 소프트웨어는 상용 라이선스로 전환하거나 제거해야 함)',
      competency: (membership) => `‘${membership}’ 자격 및 자격 표시`,
      courseware: 'Courseware Marketplace의 파트너 특가 및 조직 외부에 대한 교육 자료 제공',
      'directory-listing': '학습 파트너 디렉터리 등재(있는 경우)',
    },
    act: '파트너 센터의 ‘멤버십 제품’에서 갱신해 주십시오.',
  },
  expired: {
    eyebrow: '만료 알림',
    subject: '멤버십이 만료되었습니다',
    headline: '멤버십이 만료되었습니다',
    detail: (expiredOn) => `만료 날짜: ${expiredOn}`,
    lead: ({ membership, partner, windowClosed }) =>
      `갱신 기간의 마지막 날인 ${windowClosed}까지 연간 요금 결제가 확인되지 않아 ${partner}의 ‘${membership}’ 멤버십이 만료되었습니다.`,
    reversed: ({ membership, partner, windowClosed, paidOn, cause }) =>
      `${partner}의 ‘${membership}’ 멤버십이 만료되었습니다. ${paidOn} 결제는 더 이상 유효하지 않습니다. ${cause} 연간 요금이 미결제 상태이고 갱신 기간은 ${windowClosed}에 종료되었습니다.`,
    timeline: { anniversary: '갱신 기준일', closed: '갱신 마지막 날', expired: '만료 날짜' },
    losses: {
      heading: '종료된 항목',
      benefits: '멤버십의 모든 혜택',
      licenses: '제품 라이선스 및 내부 사용 권한',
      competency: (membership) => `‘${membership}’ 자격 및 자격 표시`,
      courseware:
        'Courseware Marketplace의 파트너 특가 및 조직 외부에 대한 교육 자료 제공(교육 자료는 정가로, 내부 교육용으로만 구매 가능)',
      'directory-listing': '디렉터리 등재(다음 제출 시 학습 파트너 디렉터리에서 제외됨)',
    },
    software: {
      heading: '온-프레미스 소프트웨어',
      text: '프로그램을 통해 받은 온-프레미스 소프트웨어는 상용 라이선스로 전환하거나 제거해야 합니다.',
    },
    next: {
      heading: '다음 단계',
      anew: '파트너 센터의 ‘멤버십 제품’에서 멤버십을 새로 구매할 수 있습니다. 새 멤버십에는 새 갱신 기준일이 적용됩니다.',
      paidInTime: (windowClosed) =>
        `${windowClosed}까지 결제하셨다면 다시 구매하지 마십시오. 결제가 확인되는 즉시 멤버십이 다시 활성화됩니다.`,
      paidAgain: (windowClosed) =>
        `${windowClosed}까지 따로 다시 결제하셨다면 다시 구매하지 마십시오. 그 결제가 확인되는 즉시 멤버십이 다시 활성화됩니다.`,
    },
  },
  renewed: {
    eyebrow: '갱신 확인',
    subject: '멤버십이 갱신되었습니다',
    headline: '멤버십이 갱신되었습니다',
    detail: (nextAnniversary) => `새 갱신 기준일: ${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `감사합니다. ${paidOn} 결제로 ${partner}의 ‘${membership}’ 멤버십이 1년 더 갱신되었습니다.`,
    paidOn: '결제 날짜',
    newAnniversary: '새 갱신 기준일',
    nextWindow: '다음 갱신 기간',
  },
  reinstated: {
    eyebrow: '갱신 확인',
    subject: '멤버십이 다시 활성화되었습니다',
    headline: '멤버십이 다시 활성화되었습니다',
    detail: (nextAnniversary) => `새 갱신 기준일: ${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `${partner}의 ‘${membership}’ 멤버십은 만료되었으나, 연간 요금이 기한 내인 ${paidOn}에 결제된 것으로 확인되어 다시 활성화되고 갱신되었습니다.`,
    paidOn: '결제 날짜',
    newAnniversary: '새 갱신 기준일',
    nextWindow: '다음 갱신 기간',
  },
  overridden: {
    lead: ({ membership, partner, paidOn }) =>
      `${partner}의 ‘${membership}’ 멤버십은 만료되었으나, 지원 티켓에서 합의된 대로 갱신 기간이 지난 ${paidOn}에 연간 요금이 결제되어 다시 활성화되고 갱신되었습니다.`,
  },
  continued: {
    subject: '결제가 확인되었습니다',
    headline: '결제가 확인되었습니다',
    detail: (on) => `${on}부터 다른 멤버십으로 이어집니다.`,
    lead: ({ membership, partner, paidOn }) =>
      `감사합니다. ${partner}의 ‘${membership}’ 멤버십 연간 요금은 기한 내인 ${paidOn}에 결제되었습니다.`,
    inItsPlace: (membershipId, on) =>
      `${on}부터 이 멤버십은 다른 멤버십(${membershipId})으로 이어집니다. 다음 갱신 대상은 ${membershipId}입니다.`,
  },
  paymentReversed: {
    eyebrow: '결제 취소',
    subject: '결제가 취소되었습니다',
    headline: '결제가 취소되었습니다',
    detail: (paidOn) => `${paidOn} 결제`,
    lead: ({ membership, partner, paidOn }) =>
      `${partner}의 ‘${membership}’ 멤버십에 대한 ${paidOn} 결제는 더 이상 유효하지 않습니다.`,
    causes: {
      error: '착오로 기록된 결제였습니다.',
      refund: '결제 금액이 환불되었습니다.',
      chargeback: '은행에서 결제 금액을 회수했습니다.',
    },
    renewal: {
      payable: (through) =>
        `연간 요금이 다시 미결제 상태가 되었습니다. ${through}까지 결제할 수 있으며 그날까지 혜택이 유지됩니다.`,
      over: (through) =>
        `연간 요금이 다시 미결제 상태가 되었고 갱신 기간은 ${through}에 종료되었으므로 멤버십이 만료됩니다. 함께 종료되는 항목은 별도 메일로 알려 드립니다.`,
    },
    order: {
      payable: (through) => `주문이 다시 미결제 상태가 되어 현재 멤버십이 없습니다. ${through}까지 결제할 수 있습니다.`,
      over: (through) =>
        `주문이 다시 미결제 상태가 되었습니다. 결제 마지막 날인 ${through}이 지나 현재 멤버십이 없습니다.`,
    },
    expired: (on) => `연간 요금이 다시 미결제 상태가 되어, ${on}에 만료되었던 멤버십이 종료되었습니다.`,
    superseded: (by, on) =>
      `이 멤버십은 ${on}부터 다른 멤버십(${by})으로 이어지고 있으며, 그 멤버십에는 변경 사항이 없습니다.`,
  },
  atRisk: {
    eyebrow: '갱신 요건 미충족',
    subject: '다음 갱신 요건을 충족하지 못하고 있습니다',
    headline: '다음 갱신 요건을 충족하지 못하고 있습니다',
    detail: (since) => `${since}부터 충족하지 못한 요건이 있습니다.`,
    lead: ({ membership, partner, anniversary }) =>
      `최근 변경으로 인해 ${partner}의 ‘${membership}’ 멤버십 다음 갱신(갱신 기준일: ${anniversary})의 요건이 충족되지 않고 있습니다.`,
    causes: {
      heading: '원인',
      left: (name, certifications) => `${name} 님이 더 이상 조직에 소속되어 있지 않습니다(${certifications}).`,
      severed: (name, certifications) => `${name} 님이 다른 조직에 연결되었습니다(${certifications}).`,
      expired: (name, certifications) => `${name} 님의 인증이 만료되었습니다(${certifications}).`,
      fell: (figure, before, after) => `${figure} 감소(이전 ${before}, 현재 ${after}).`,
      measured: (figure, value) => `${figure} 측정값 ${value}.`,
      kpiDecided: '집계 대상 월이 모두 게시되었으며 KPI 요건을 충족하지 못했습니다.',
      corrected: (lines) => `정정된 청구서 항목: ${lines}.`,
      credited: (lines) => `기록된 대변 메모: ${lines}.`,
      more: (count) => `그 외 ${count}건`,
    },
    missing: '아직 충족하지 못한 요건',
    delivery: (since) => `${since}부터 공인 강사(MCT)가 없어 조직 외부에 교육 자료를 제공할 수 없습니다.`,
    status: {
      before: '멤버십 연도가 끝날 때까지 자격과 자격 표시는 그대로 유지됩니다.',
      inWindow: (closes) => `${closes}까지 자격과 자격 표시는 그대로 유지됩니다.`,
    },
    window: '갱신 기간',
    fix: {
      heading: '다음 단계',
      text: (closes) => `갱신할 때, 늦어도 ${closes}까지 모든 요건을 충족해야 합니다.`,
      people: '다른 직원이 요건을 충족해도 됩니다. 인증은 취득하고 조직에 연결된 날의 다음 날부터 인정됩니다.',
    },
  },
  licences: {
    token: (id, seats) => `토큰 ${id}, 사용자 라이선스(시트) ${seats}개`,
    mak: (id, left) => `복수 정품 인증 키(MAK) ${id}, 남은 정품 인증 횟수 ${left}회`,
    subscription: (id, to) => `구독 ${id}, ${to === null ? '할당된 사용자 없음' : `할당된 사용자: ${to}`}`,
    keyNeeded: (licence) => `${licence}(제품 키 및 정품 인증 필요)`,
    more: (count) => `그 외 ${count}개`,
  },
  endings,
  asked,
  fallback: {
    heading: '등급 변경',
    text: (was, is) => `이전: ${was}. 현재: ${is}. 이전 등급의 요건을 충족하지 못했습니다.`,
  },
  together: {
    label: '함께 갱신되는 항목',
    lead: '연간 요금을 한 번 결제하면 아래에 표시된 다른 역량도 함께 갱신됩니다. 요건은 역량마다 따로 적용됩니다.',
    met: '모든 요건을 충족했습니다.',
    waived: '프로그램 연장에 따라 이번 갱신의 요건이 면제됩니다.',
    ended: { heading: '갱신되지 않은 항목', text: (was) => `${was}: 요건을 충족하지 못하여 종료되었습니다.` },
  },
  ...listings,
};
