/** Simplified Chinese. Awaits a review by a native reader before a real mailing. */
import type { EndingWords } from './words.ts';

export const zhCN: EndingWords = {
  upgraded: {
    eyebrow: '升级确认',
    subject: '会员资格已升级到金牌',
    headline: '会员资格已升级到金牌',
    detail: (nextAnniversary) => `新的周年日期：${nextAnniversary}`,
    lead: ({ membership, partner, was, paidOn }) =>
      `感谢您的支持。我们已于${paidOn}收到付款，贵组织（${partner}）现拥有“${membership}”，取代原有的“${was}”。`,
    discount: '升级折扣',
    percent: (percent) => `${percent}%`,
    ended: {
      heading: '已终止的内容',
      intro: (was, endedOn) => `“${was}”及其权益已于${endedOn}终止。`,
      noRefund: '银牌费用不予退还。',
    },
  },
  consolidated: {
    eyebrow: '会员资格合并',
    subject: '会员资格已并入另一项会员资格',
    headline: '会员资格已并入另一项会员资格',
    lead: ({ membership, partner, endedOn, goesOn }) =>
      `自${endedOn}起，贵组织（${partner}）的“${membership}”不再单独存在，由“${goesOn}”接续。`,
    goesOn: {
      label: '接续的会员资格',
      heading: '目前的安排',
      intro: (anniversary) => `以下各项一并续订，周年日期为${anniversary}。已终止的会员资格无需再付费用。`,
    },
  },
  benefitsEnded: {
    eyebrow: '权益终止',
    subject: '会员资格及权益已终止',
    headline: '会员资格及其权益已终止',
    lead: ({ membership, partner, endedOn }) =>
      `贵组织（${partner}）的“${membership}”及其权益已于${endedOn}终止，没有其他会员资格接续。`,
  },
  deliveryLost: {
    eyebrow: '课件',
    subject: '不得向组织外部交付课件',
    headline: '不得再向组织外部交付课件',
    detail: (since) => `自${since}起`,
    lead: (partner, since) =>
      `自${since}起，贵组织（${partner}）没有已登记的 Microsoft 认证讲师（MCT）。没有认证讲师，就不得向组织外部交付课件。`,
    offers: 'Courseware Marketplace 的合作伙伴优惠保持不变，可用于贵组织的内部培训。',
    next: '登记认证讲师后，即可再次向组织外部交付课件。',
  },
  endedOn: (date) => `终止日期：${date}`,
  software: '凭这些许可证使用的本地软件必须获得商业许可或予以卸载，除非贵组织的其他许可证涵盖该软件。',
  listingDropped: {
    eyebrow: '学习合作伙伴目录',
    subject: '目录信息将下线',
    headline: '您的目录信息将下线',
    detail: (date) => `随${date}的提交下线。`,
    lead: {
      'not-entitled': (partner) =>
        `贵组织（${partner}）的目录信息将从学习合作伙伴目录下线：贵组织已没有有效的含学习选项的会员资格，也没有有效的学习 Action Pack。`,
      incomplete: (partner) => `贵组织（${partner}）的目录信息不再满足要求，将从学习合作伙伴目录下线。`,
      merged: (partner) =>
        `合作伙伴帐户合并后，贵组织（${partner}）只保留一项目录信息。下面列出的另一项目录信息将从学习合作伙伴目录下线。`,
    },
    next: {
      'not-entitled': '学习会员资格恢复有效后，完整的目录信息会再次提交。',
      incomplete: '更正后，目录信息将纳入下次提交。',
      merged: null,
    },
  },
};
