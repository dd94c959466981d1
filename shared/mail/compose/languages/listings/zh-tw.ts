/** Traditional Chinese. Awaits a review by a native reader before a real mailing. */
import type { ListingWords } from './words.ts';

export const zhTW: ListingWords = {
  listingIncomplete: {
    eyebrow: '學習合作夥伴目錄',
    subject: '目錄刊登資訊不完整',
    headline: (submissionOn) => `請在${submissionOn}之前補齊目錄刊登資訊`,
    detail: (month) => `${month}的提交將於當天（當月第三週）進行。`,
    lead: (partner) => `貴組織（${partner}）的目錄刊登資訊尚無法提交到學習合作夥伴目錄。`,
    heading: '缺少或需要更正的內容',
    name: { label: '顯示名稱', text: '缺少名稱。' },
    country: { label: '相關聯的國家/地區', text: '缺少國家/地區。' },
    url: {
      label: '登陸頁',
      missing: '缺少登陸頁的網址。',
      refused: (url, reason) => `${url}：${reason}`,
      reasons: {
        'not-a-url': '這不是完整的網址。',
        'not-https': '網址必須以 https:// 開頭。',
        credentials: '網址不得包含使用者名稱或密碼。',
        port: '網址不得包含連接埠。',
        'ip-address': '網址必須使用主機名稱，而不是 IP 位址。',
        'local-host': '該頁面必須可公開存取，不得位於本機主機。',
        'microsoft-host': '該頁面必須位於貴組織自己的網域，而不是 Microsoft 主機。',
        'not-a-verified-domain': '主機必須屬於貴組織的某個已驗證網域。',
        'used-by-another-partner': '該網址已由其他合作夥伴使用；每個合作夥伴需要使用自己的網址。',
      },
    },
    attestation: {
      label: '聲明',
      text: (statement) => `尚未聲明「${statement}」。`,
      statements: {
        'about-partner-only': '登陸頁僅介紹貴組織',
        'no-competitors': '登陸頁不顯示競爭者',
        'owned-by-partner': '登陸頁歸貴組織所有',
      },
    },
    batch: (month) => `提交開始時已完整的目錄刊登資訊將納入${month}的批次，之後補齊的目錄刊登資訊將納入下一批次。`,
  },
  listingVisible: {
    eyebrow: '學習合作夥伴目錄',
    subject: '目錄刊登已上線',
    headline: '您的目錄刊登已上線',
    since: (date) => `上線日期：${date}`,
    lead: (partner) => `貴組織（${partner}）的目錄刊登現已在學習合作夥伴目錄上線。`,
    displayName: '顯示名稱',
    landingPage: '登陸頁',
  },
};
