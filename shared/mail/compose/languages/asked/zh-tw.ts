/** Traditional Chinese. Awaits a review by a native reader before a real mailing. */
import type { AskedWords } from './words.ts';

export const zhTW: AskedWords = {
  localEnd: { label: '台北時間截止', value: (day, time) => `${day} ${time} 之前` },
  kpiSoFar: (have, need, months, date) =>
    `應達 ${need}，目前已達 ${have}（已統計：${months}），是否符合資格條件將由${date}的 KPI 報表決定。`,
  questions: (contact) => `如有疑問，請洽：${contact}`,
  contact: (name, addresses) => `${name === null ? '' : `${name}，`}${addresses.join(' 或 ')}`,
  actions: {
    pay: '支付年費',
    profileReview: '檢閱公司資料',
    training: '檢視資格條件',
    directory: '補齊目錄刊登資訊',
    purchase: '重新購買會員資格',
    benefits: '檢視權益',
  },
  calendar: {
    summary: (membership, partner) => `續約截止日：${membership}，${partner}`,
    attached: '開啟隨附的行事曆檔案，即可將續約截止日加入您的行事曆。',
    removed: '開啟隨附的行事曆檔案，即可將續約截止日從您的行事曆移除。',
  },
};
