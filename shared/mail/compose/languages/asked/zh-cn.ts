/** Simplified Chinese. Awaits a review by a native reader before a real mailing. */
import type { AskedWords } from './words.ts';

export const zhCN: AskedWords = {
  localEnd: { label: '北京时间截止', value: (day, time) => `${day} ${time} 之前` },
  kpiSoFar: (have, need, months, date) =>
    `要求达到 ${need}，目前已达 ${have}（已统计：${months}），是否达到要求将由${date}的 KPI 报告决定。`,
  questions: (contact) => `如有疑问，请联系：${contact}`,
  contact: (name, addresses) => `${name === null ? '' : `${name}，`}${addresses.join(' 或 ')}`,
  actions: {
    pay: '支付年费',
    profileReview: '审阅公司资料',
    training: '查看要求',
    directory: '补全目录信息',
    purchase: '重新购买会员资格',
    benefits: '查看权益',
  },
  calendar: {
    summary: (membership, partner) => `续订截止日：${membership}，${partner}`,
    attached: '打开所附的日历文件，即可将续订截止日添加到您的日历中。',
    removed: '打开所附的日历文件，即可将续订截止日从您的日历中移除。',
  },
};
