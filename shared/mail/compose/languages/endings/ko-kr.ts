/**
 * Korean. Awaits a review by a native reader before a real mailing. No particle follows a name that depends on its last
 * sound.
 */
import type { EndingWords } from './words.ts';

export const koKR: EndingWords = {
  upgraded: {
    eyebrow: '업그레이드 확인',
    subject: '멤버십이 골드로 업그레이드되었습니다',
    headline: '멤버십이 골드로 업그레이드되었습니다',
    detail: (nextAnniversary) => `새 갱신 기준일: ${nextAnniversary}`,
    lead: ({ membership, partner, was, paidOn }) =>
      `감사합니다. ${paidOn} 결제로 ${partner}의 멤버십이 업그레이드되었습니다. 이전: ${was}. 현재: ${membership}.`,
    discount: '업그레이드 할인',
    percent: (percent) => `${percent}%`,
    ended: {
      heading: '종료된 항목',
      intro: (was, endedOn) => `${endedOn}에 다음 멤버십과 해당 혜택이 종료되었습니다: ${was}`,
      noRefund: '실버 요금은 환불되지 않습니다.',
    },
  },
  consolidated: {
    eyebrow: '멤버십 통합',
    subject: '멤버십이 다른 멤버십으로 통합되었습니다',
    headline: '멤버십이 다른 멤버십으로 통합되었습니다',
    lead: ({ membership, partner, endedOn, goesOn }) =>
      `${endedOn}부터 ${partner}의 ‘${membership}’ 멤버십은 더 이상 별도로 유지되지 않으며, ‘${goesOn}’ 멤버십이 이를 대신합니다.`,
    goesOn: {
      label: '유지되는 멤버십',
      heading: '현재 적용되는 내용',
      intro: (anniversary) =>
        `아래 항목은 모두 한 번에 갱신하며, 갱신 기준일은 ${anniversary}입니다. 종료된 멤버십의 요금은 결제하지 않아도 됩니다.`,
    },
  },
  benefitsEnded: {
    eyebrow: '혜택 종료',
    subject: '멤버십과 혜택이 종료되었습니다',
    headline: '멤버십과 혜택이 종료되었습니다',
    lead: ({ membership, partner, endedOn }) =>
      `${endedOn}에 ${partner}의 ‘${membership}’ 멤버십과 해당 혜택이 종료되었습니다. 이를 대신하는 다른 멤버십은 없습니다.`,
  },
  deliveryLost: {
    eyebrow: '교육 자료',
    subject: '조직 외부에 교육 자료를 제공할 수 없습니다',
    headline: '조직 외부에 교육 자료를 더 이상 제공할 수 없습니다',
    detail: (since) => `${since}부터`,
    lead: (partner, since) =>
      `${since}부터 ${partner}에 등록된 Microsoft 공인 강사(MCT)가 없습니다. 공인 강사가 없으면 조직 외부에 교육 자료를 제공할 수 없습니다.`,
    offers: 'Courseware Marketplace의 파트너 특가는 내부 교육용으로 그대로 유지됩니다.',
    next: '공인 강사가 등록되면 조직 외부에 교육 자료를 다시 제공할 수 있습니다.',
  },
  endedOn: (date) => `종료 날짜: ${date}`,
  software:
    '이 라이선스로 사용하던 온-프레미스 소프트웨어는 보유한 다른 라이선스로 사용할 수 있는 경우가 아니면 상용 라이선스로 전환하거나 제거해야 합니다.',
  listingDropped: {
    eyebrow: '학습 파트너 디렉터리',
    subject: '디렉터리 등재가 종료됩니다',
    headline: '디렉터리 등재가 종료됩니다',
    detail: (date) => `${date} 제출 시 디렉터리에서 제외됩니다.`,
    lead: {
      'not-entitled': (partner) =>
        `${partner}의 등재 정보가 학습 파트너 디렉터리에서 제외됩니다. 학습 옵션 멤버십이나 학습 Action Pack 멤버십 중 활성 상태인 것이 더 이상 없기 때문입니다.`,
      incomplete: (partner) =>
        `${partner}의 등재 정보가 더 이상 요건을 충족하지 않아 학습 파트너 디렉터리에서 제외됩니다.`,
      merged: (partner) =>
        `파트너 계정 병합 후 ${partner}의 디렉터리 등재는 하나만 유지됩니다. 아래의 다른 등재 정보는 학습 파트너 디렉터리에서 제외됩니다.`,
    },
    next: {
      'not-entitled': '학습 멤버십이 다시 활성 상태가 되면 완료된 등재 정보가 다시 제출됩니다.',
      incomplete: '수정하시면 다음 제출에 다시 포함됩니다.',
      merged: null,
    },
  },
};
