/** Korean. Awaits a review by a native reader before a real mailing. */
import type { AskedWords } from './words.ts';

export const koKR: AskedWords = {
  localEnd: { label: '한국 시간 기준 마감', value: (day, time) => `${day} ${time} 전까지` },
  kpiSoFar: (have, need, months, date) =>
    `기준 ${need}, 현재까지 ${have}(집계 기간: ${months}). 충족 여부는 ${date} KPI 보고서에서 결정됩니다.`,
  questions: (contact) => `문의: ${contact}`,
  contact: (name, addresses) => `${name === null ? '' : `${name}, `}${addresses.join(' 또는 ')}`,
  actions: {
    pay: '연간 요금 결제',
    profileReview: '회사 프로필 검토',
    training: '요건 확인',
    directory: '디렉터리 등재 정보 완료',
    purchase: '멤버십 새로 구매',
    benefits: '혜택 보기',
  },
  calendar: {
    summary: (membership, partner) => `갱신 마지막 날: ${membership} – ${partner}`,
    attached: '첨부된 일정 파일을 열면 갱신 마지막 날이 일정에 추가됩니다.',
    removed: '첨부된 일정 파일을 열면 갱신 마지막 날이 일정에서 삭제됩니다.',
  },
};
