/** Simplified Chinese. Awaits a review by a native reader before a real mailing. */
import type { EndingWords } from './words.ts';

export const zhCN: EndingWords = {
  upgraded: {
    eyebrow: '升级确认',
    subject: '已升级到金牌',
    headline: '会员资格已升级到金牌',
    detail: (nextAnniversary) => `新的周年日期：${nextAnniversary}`,
    lead: ({ membership, partner, was, paidOn }) =>
      `感谢您。您已于${paidOn}付款，贵组织（${partner}）现拥有“${membership}”，取代“${was}”。`,
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
    subject: '会员资格已由另一项取代',
    headline: '由另一项会员资格继续有效',
    lead: ({ membership, partner, endedOn, goesOn }) =>
      `自${endedOn}起，贵组织（${partner}）的“${membership}”不再单独存续，由“${goesOn}”取代。`,
    goesOn: {
      label: '继续有效',
      heading: '现在有效的内容',
      intro: (anniversary) => `以下各项一并续订，周年日期为${anniversary}。已终止的会员资格无需再付费用。`,
    },
  },
  benefitsEnded: {
    eyebrow: '权益终止',
    subject: '会员资格及权益已终止',
    headline: '会员资格及其权益已终止',
    lead: ({ membership, partner, endedOn }) =>
      `贵组织（${partner}）的“${membership}”及其权益已于${endedOn}终止，没有其他会员资格取代它。`,
  },
  deliveryLost: {
    eyebrow: '课件',
    subject: '不得在组织外部交付课件',
    headline: '不得再向组织外部交付课件',
    detail: (since) => `自${since}起`,
    lead: (partner, since) =>
      `自${since}起，贵组织（${partner}）没有已登记的 Microsoft 认证讲师 (MCT)。没有认证讲师，不得在组织外部交付课件。`,
    offers: 'Courseware Marketplace 的合作伙伴优惠保持不变，可用于内部培训。',
    next: '登记认证讲师后，即可再次在组织外部交付课件。',
  },
  endedOn: (date) => `终止日期：${date}`,
  software: '凭这些许可证使用的本地软件必须获得商业许可或予以卸载，除非贵组织的其他许可证涵盖该软件。',
  listingDropped: {
    eyebrow: '学习合作伙伴目录',
    subject: '目录收录已撤回',
    headline: '目录收录将被撤回',
    detail: (date) => `在${date}的提交中撤回。`,
    lead: {
      'not-entitled': (partner) =>
        `贵组织（${partner}）的目录收录将从学习合作伙伴目录中撤回：已没有有效的带学习选项的会员资格或学习 Action Pack。`,
      incomplete: (partner) => `贵组织（${partner}）的目录收录不再符合要求，将从学习合作伙伴目录中撤回。`,
      merged: (partner) =>
        `合作伙伴帐户合并后，贵组织（${partner}）只保留一项目录收录。下面列出的另一项收录将从学习合作伙伴目录中撤回。`,
    },
    next: {
      'not-entitled': '学习会员资格有效后，完整的收录信息会再次提交。',
      incomplete: '更正后，将在下次提交时再次提交。',
      merged: null,
    },
  },
};
