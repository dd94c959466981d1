/** Korean. Awaits a review by a native reader before a real mailing. */
import type { ListingWords } from './words.ts';

export const koKR: ListingWords = {
  listingIncomplete: {
    eyebrow: '학습 파트너 디렉터리',
    subject: '디렉터리 등재 정보를 완료해 주십시오',
    headline: (submissionOn) => `${submissionOn} 전에 디렉터리 등재 정보를 완료해 주십시오`,
    detail: (month) => `${month} 제출은 이날(그달 셋째 주)에 진행됩니다.`,
    lead: (partner) => `${partner}의 등재 정보는 아직 학습 파트너 디렉터리에 제출할 수 없습니다.`,
    heading: '누락되었거나 수정이 필요한 항목',
    name: { label: '표시 이름', text: '이름이 입력되지 않았습니다.' },
    country: { label: '연결된 국가', text: '국가가 입력되지 않았습니다.' },
    url: {
      label: '방문 페이지',
      missing: '방문 페이지 주소가 입력되지 않았습니다.',
      refused: (url, reason) => `${url}: ${reason}`,
      reasons: {
        'not-a-url': '완전한 웹 주소가 아닙니다.',
        'not-https': '주소는 https://로 시작해야 합니다.',
        credentials: '주소에 사용자 이름이나 암호를 포함할 수 없습니다.',
        port: '주소에 포트를 포함할 수 없습니다.',
        'ip-address': 'IP 주소 대신 호스트 이름을 사용해야 합니다.',
        'local-host': '로컬 호스트가 아닌 공개 페이지여야 합니다.',
        'microsoft-host': 'Microsoft 호스트가 아닌 자체 도메인의 페이지여야 합니다.',
        'not-a-verified-domain': '호스트는 확인된 도메인에 속해야 합니다.',
        'used-by-another-partner': '다른 파트너가 이미 사용 중인 주소입니다. 파트너마다 고유한 주소가 필요합니다.',
      },
    },
    attestation: {
      label: '확인 사항',
      text: (statement) => `‘${statement}’ 항목을 아직 확인하지 않았습니다.`,
      statements: {
        'about-partner-only': '방문 페이지에서 귀사만 다룸',
        'no-competitors': '방문 페이지에 경쟁사를 표시하지 않음',
        'owned-by-partner': '방문 페이지를 귀사가 소유함',
      },
    },
    batch: (month) =>
      `제출이 시작될 때 완료되어 있는 등재 정보는 ${month} 제출에 포함되고, 그 후에 완료된 등재 정보는 다음 제출에 포함됩니다.`,
  },
  listingVisible: {
    eyebrow: '학습 파트너 디렉터리',
    subject: '디렉터리에 등재되었습니다',
    headline: '디렉터리에 등재되었습니다',
    since: (date) => `표시 시작일: ${date}`,
    lead: (partner) => `이제 학습 파트너 디렉터리에 ${partner}의 등재 정보가 표시됩니다.`,
    displayName: '표시 이름',
    landingPage: '방문 페이지',
  },
};
