/** Traditional Chinese. Awaits a review by a native reader before a real mailing. */
import type { EndingWords } from './words.ts';

export const zhTW: EndingWords = {
  upgraded: {
    eyebrow: '升級確認',
    subject: '會員資格已升級至金級',
    headline: '會員資格已升級至金級',
    detail: (nextAnniversary) => `新的週年日：${nextAnniversary}`,
    lead: ({ membership, partner, was, paidOn }) =>
      `感謝您的支持。我們已於${paidOn}收到付款，貴組織（${partner}）現擁有「${membership}」，取代原有的「${was}」。`,
    discount: '升級折扣',
    percent: (percent) => `${percent}%`,
    ended: {
      heading: '已終止的內容',
      intro: (was, endedOn) => `「${was}」及其權益已於${endedOn}終止。`,
      noRefund: '銀級費用不予退還。',
    },
  },
  consolidated: {
    eyebrow: '會員資格合併',
    subject: '會員資格已併入另一項會員資格',
    headline: '會員資格已併入另一項會員資格',
    lead: ({ membership, partner, endedOn, goesOn }) =>
      `自${endedOn}起，貴組織（${partner}）的「${membership}」不再單獨存在，由「${goesOn}」接續。`,
    goesOn: {
      label: '接續的會員資格',
      heading: '目前的安排',
      intro: (anniversary) => `以下各項一併續約，週年日為${anniversary}。已終止的會員資格無須再付費用。`,
    },
  },
  benefitsEnded: {
    eyebrow: '權益終止',
    subject: '會員資格及權益已終止',
    headline: '會員資格及其權益已終止',
    lead: ({ membership, partner, endedOn }) =>
      `貴組織（${partner}）的「${membership}」及其權益已於${endedOn}終止，沒有其他會員資格接續。`,
  },
  deliveryLost: {
    eyebrow: '課程教材',
    subject: '不得向組織外部提供課程教材',
    headline: '不得再向組織外部提供課程教材',
    detail: (since) => `自${since}起`,
    lead: (partner, since) =>
      `自${since}起，貴組織（${partner}）沒有已登記的 Microsoft 認證講師（MCT）。沒有認證講師，就不得向組織外部提供課程教材。`,
    offers: 'Courseware Marketplace 的合作夥伴優惠維持不變，可用於貴組織的內部訓練。',
    next: '登記認證講師後，即可再次向組織外部提供課程教材。',
  },
  endedOn: (date) => `終止日期：${date}`,
  software: '憑這些授權使用的內部部署軟體必須取得商業授權或予以解除安裝，除非貴組織的其他授權涵蓋該軟體。',
  listingDropped: {
    eyebrow: '學習合作夥伴目錄',
    subject: '目錄刊登將下架',
    headline: '您的目錄刊登將下架',
    detail: (date) => `隨${date}的提交下架。`,
    lead: {
      'not-entitled': (partner) =>
        `貴組織（${partner}）的目錄刊登將從學習合作夥伴目錄下架：貴組織已沒有有效的含學習選項的會員資格，也沒有有效的學習行動套件。`,
      incomplete: (partner) => `貴組織（${partner}）的目錄刊登不再符合資格條件，將從學習合作夥伴目錄下架。`,
      merged: (partner) =>
        `合作夥伴帳戶合併後，貴組織（${partner}）只保留一項目錄刊登。下面列出的另一項目錄刊登將從學習合作夥伴目錄下架。`,
    },
    next: {
      'not-entitled': '學習會員資格恢復有效後，完整的目錄刊登資訊會再次提交。',
      incomplete: '更正後，目錄刊登將納入下次提交。',
      merged: null,
    },
  },
};
