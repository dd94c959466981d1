/** Simplified Chinese. Awaits a review by a native reader before a real mailing. */
import type { Catalogue } from '../catalogue.ts';
import { zhCN as asked } from './asked/zh-cn.ts';
import { zhCN as endings } from './endings/zh-cn.ts';
import { nameBeforeHan } from './han.ts';
import { zhCN as listings } from './listings/zh-cn.ts';

const levels = { silver: '银牌', gold: '金牌' };
const countdown = {
  before: (count: number) => `续订期将在 ${count} 天后开始`,
  open: (count: number) => `续订期还剩 ${count} 天`,
  lastDay: '今天是续订截止日',
};

export const zhCN: Catalogue = {
  membership: ({ offer, competency, level, learningOption }) => {
    if (offer === 'learning-action-pack') return '学习 Action Pack';
    if (offer === 'advanced-specialization') return `${nameBeforeHan(competency)}高级专业化`;
    const name = `${nameBeforeHan(competency)}${level ? levels[level] : ''}能力`;
    return learningOption ? `${name}（含学习选项）` : name;
  },
  shortMembership: (terms) => zhCN.membership({ ...terms, learningOption: false }),
  subject: (headline, names) => `${headline}：${names.join('，')}`,
  frame: {
    colon: '：',
    space: '',
    list: (items, more) => `${items.join('、')}${more === 0 ? '' : `，另有 ${more} 项`}`,
    greeting: (name) => (name ? `${name}，您好：` : '您好：'),
    partner: '合作伙伴',
    membership: '会员资格',
    withId: (name, id) => `${name}，${id}`,
    range: (from, to) => `${from}至${to}`,
    openPartnerCenter: '打开合作伙伴中心',
    signature: '合作伙伴计划团队',
    whyYou: (partner) => `您收到此邮件，是因为您在合作伙伴计划中登记为贵组织（${partner}）的联系人。`,
  },
  renewal: {
    eyebrow: '续订提醒',
    subject: countdown,
    headline: countdown,
    detail: {
      before: ({ asOf, closes, daysLeft }) =>
        `今天是${asOf}，距续订截止日还有 ${daysLeft} 天。请最迟于${closes}完成续订。`,
      open: ({ asOf, closes, daysLeft }) =>
        `今天是${asOf}，距续订截止日还有 ${daysLeft} 天。请最迟于${closes}完成续订。`,
      lastDay: (closes) => `${closes}之后将无法再支付年费。`,
    },
    lead: ({ membership, partner, anniversary }) =>
      `贵组织（${partner}）的“${membership}”需要续订才能保持有效。周年日期为${anniversary}。`,
    grace: '续订期也是宽限期：在续订截止日结束之前，您的权益继续有效。',
    timeline: { anniversary: '周年日期', opens: '续订期开始日', closes: '续订截止日' },
    missing: {
      heading: '尚未完成的事项',
      fee: {
        label: '年费',
        text: {
          before: (opens, closes) => `可于${opens}至${closes}支付。`,
          open: (closes) => `请最迟于${closes}支付。`,
          lastDay: (closes) => `今天，即${closes}，是付款截止日。`,
        },
      },
      profileReview: {
        label: '公司资料审阅',
        text: (count, lastReview) =>
          `全局管理员或帐户管理员必须在续订前 ${count} 天内在合作伙伴中心审阅公司资料。${lastReview ? `上次审阅：${lastReview}。` : '没有审阅记录。'}`,
      },
      kpi: {
        label: 'KPI（关键绩效指标）',
        text: (have, need, months) => `要求达到 ${need}，目前为 ${have}（统计期间：${months}）。`,
        pending: (date) => `应计入的月份尚未全部发布，是否达到要求将由${date}的 KPI 报告决定。`,
      },
      mct: {
        label: 'Microsoft 认证讲师（MCT）',
        text: (have, need) => `要求 ${need} 人，目前 ${have} 人。`,
      },
      path: (number, count) => `方式 ${number}/${count}（满足其中一种即可）`,
      goal: (label, text) => `${label}：${text}`,
      exams: {
        label: '考试和评估',
        text: (certification, have, need) => `要求 ${need} 人，目前 ${have} 人（${certification}）。`,
      },
      performance: {
        label: '绩效目标',
        text: (metric, have, need) => `${metric}要求达到 ${need}，目前为 ${have}。`,
        metrics: {
          revenue: '收入',
          'active-usage': '活跃使用量',
          'deployed-seats': '已部署席位',
          'new-customers': '新客户',
        },
      },
      undecidable: {
        label: '要求',
        text: '计划团队正在确认本次续订适用的要求。对于这一项，您无需采取任何措施。',
      },
    },
    extension: {
      heading: '延期：免除要求',
      text: (closes) =>
        `该周年日期适用合作伙伴计划的延期政策：本次续订免除各项要求。年费不在免除之列，仍须最迟于${closes}支付。`,
    },
    losses: {
      heading: '不续订的影响',
      intro: (expiresOn) => `如果不续订，会员资格将于${expiresOn}过期，以下内容随之终止：`,
      benefits: '会员资格的全部权益',
      licenses: '产品许可证和内部使用权利（届时本地软件必须获得商业许可或予以卸载）',
      competency: (membership) => `“${membership}”身份及其展示`,
      courseware: 'Courseware Marketplace 的合作伙伴优惠，以及向组织外部交付课件',
      'directory-listing': '学习合作伙伴目录中的目录信息（如有）',
    },
    act: '请在合作伙伴中心的“会员产品/服务”下续订。',
  },
  expired: {
    eyebrow: '过期通知',
    subject: '会员资格已过期',
    headline: '会员资格已过期',
    detail: (expiredOn) => `到期日期：${expiredOn}`,
    lead: ({ membership, partner, windowClosed }) =>
      `贵组织（${partner}）的“${membership}”已过期：截至续订截止日${windowClosed}，我们没有年费的付款记录。`,
    reversed: ({ membership, partner, windowClosed, paidOn, cause }) =>
      `贵组织（${partner}）的“${membership}”已过期。${paidOn}支付的款项不再有效。${cause}年费处于未付状态，而续订期已于${windowClosed}结束。`,
    timeline: { anniversary: '周年日期', closed: '续订截止日', expired: '到期日期' },
    losses: {
      heading: '已终止的内容',
      benefits: '会员资格的全部权益',
      licenses: '产品许可证和内部使用权利',
      competency: (membership) => `“${membership}”身份及其展示`,
      courseware:
        'Courseware Marketplace 的合作伙伴优惠，以及向组织外部交付课件（课件只能按全价购买，且仅供内部培训使用）',
      'directory-listing': '目录信息（将随下次提交从学习合作伙伴目录下线）',
    },
    software: {
      heading: '本地软件',
      text: '通过合作伙伴计划获得的本地软件必须获得商业许可或予以卸载。',
    },
    next: {
      heading: '您可以采取的措施',
      anew: '您可以在合作伙伴中心的“会员产品/服务”下重新购买。新的会员资格将有新的周年日期。',
      paidInTime: (windowClosed) =>
        `如果您在${windowClosed}或之前已经付款，请勿再次购买：该笔付款入账后，会员资格将立即重新激活。`,
      paidAgain: (windowClosed) =>
        `如果您在${windowClosed}或之前另行付款，请勿再次购买：该笔付款入账后，会员资格将立即重新激活。`,
    },
  },
  renewed: {
    eyebrow: '续订确认',
    subject: '会员资格已续订',
    headline: '会员资格已续订',
    detail: (nextAnniversary) => `新的周年日期：${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `感谢您的支持。我们已于${paidOn}收到年费，贵组织（${partner}）的“${membership}”已续订一年。`,
    paidOn: '付款日期',
    newAnniversary: '新的周年日期',
    nextWindow: '下一个续订期',
  },
  reinstated: {
    eyebrow: '续订确认',
    subject: '会员资格已重新激活',
    headline: '会员资格已重新激活',
    detail: (nextAnniversary) => `新的周年日期：${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `贵组织（${partner}）的“${membership}”此前已过期。现已确认年费于${paidOn}按时支付，会员资格已重新激活并完成续订。`,
    paidOn: '付款日期',
    newAnniversary: '新的周年日期',
    nextWindow: '下一个续订期',
  },
  overridden: {
    lead: ({ membership, partner, paidOn }) =>
      `贵组织（${partner}）的“${membership}”此前已过期。按照支持请求中的约定，年费已于${paidOn}（续订期之后）支付，会员资格已重新激活并完成续订。`,
  },
  continued: {
    subject: '付款已入账',
    headline: '付款已入账',
    detail: (on) => `自${on}起由另一项会员资格接续。`,
    lead: ({ membership, partner, paidOn }) =>
      `感谢您的支持。贵组织（${partner}）“${membership}”的年费已于${paidOn}按时支付。`,
    inItsPlace: (membershipId, on) =>
      `自${on}起，该会员资格由会员资格 ${membershipId} 接续。下次续订的是会员资格 ${membershipId}。`,
  },
  paymentReversed: {
    eyebrow: '付款撤销',
    subject: '付款已撤销',
    headline: '一笔付款已撤销',
    detail: (paidOn) => `${paidOn}的付款`,
    lead: ({ membership, partner, paidOn }) => `贵组织（${partner}）于${paidOn}为“${membership}”支付的款项不再有效。`,
    causes: {
      error: '该笔付款为误记。',
      refund: '该笔款项已退还。',
      chargeback: '该笔款项已被银行退单。',
    },
    renewal: {
      payable: (through) => `年费恢复为未付状态。您最迟可于${through}支付，权益持续到该日。`,
      over: (through) => `年费恢复为未付状态，而续订期已于${through}结束：会员资格将会过期。随之终止的内容将另行通知。`,
    },
    order: {
      payable: (through) => `订单恢复为未付状态，目前没有会员资格。您最迟可于${through}支付。`,
      over: (through) => `订单恢复为未付状态，而付款截止日${through}已过：目前没有会员资格。`,
    },
    expired: (on) => `年费恢复为未付状态：此前于${on}过期的会员资格现已终止。`,
    superseded: (by, on) => `自${on}起，该会员资格已由会员资格 ${by} 接续，后者不受影响。`,
  },
  atRisk: {
    eyebrow: '续订存在风险',
    subject: '续订存在风险',
    headline: '下次续订存在风险',
    detail: (since) => `自${since}起，有未满足的要求。`,
    lead: ({ membership, partner, anniversary }) =>
      `由于最近的变更，贵组织（${partner}）的“${membership}”下次续订（周年日期：${anniversary}）的要求未得到满足。`,
    causes: {
      heading: '原因',
      left: (name, certifications) => `${nameBeforeHan(name)}已离开贵组织（${certifications}）。`,
      severed: (name, certifications) => `${nameBeforeHan(name)}已与其他组织关联（${certifications}）。`,
      expired: (name, certifications) => `${nameBeforeHan(name)}的认证已过期（${certifications}）。`,
      fell: (figure, before, after) => `${figure}由 ${before} 降至 ${after}。`,
      measured: (figure, value) => `${figure}为 ${value}。`,
      kpiDecided: '应计入的月份已全部发布，KPI 未满足要求。',
      corrected: (lines) => `已更正的发票明细：${lines}。`,
      credited: (lines) => `已记录的贷项通知单：${lines}。`,
      more: (count) => `另有 ${count} 项`,
    },
    missing: '尚未满足的要求',
    delivery: (since) => `自${since}起没有认证讲师（MCT），因此不得向组织外部交付课件。`,
    status: {
      before: '在会员年度结束之前，会员身份及其展示保持不变。',
      inWindow: (closes) => `会员身份及其展示保持不变，直至${closes}。`,
    },
    window: '续订期',
    fix: {
      heading: '您可以采取的措施',
      text: (closes) => `续订时必须满足所有要求，最迟为${closes}。`,
      people: '其他员工也可以满足这些要求：认证自完成并与贵组织关联的次日起计入。',
    },
  },
  licences: {
    token: (id, seats) => `令牌 ${id}，${seats} 个席位`,
    mak: (id, left) => `多次激活密钥（MAK）${id}，剩余 ${left} 次激活`,
    subscription: (id, to) => `订阅 ${id}，${to === null ? '尚未分配' : `已分配给 ${to}`}`,
    keyNeeded: (licence) => `${licence}（需要产品密钥和激活）`,
    more: (count) => `另有 ${count} 项`,
  },
  endings,
  asked,
  fallback: {
    heading: '级别变更',
    text: (was, is) => `原级别：${was}。现级别：${is}。未满足原级别的要求。`,
  },
  together: {
    label: '一并续订',
    lead: '支付一次年费，即可一并续订此处列出的其他能力。各项能力有各自的要求。',
    met: '各项要求均已满足。',
    waived: '按照合作伙伴计划的延期政策，本次续订免除其各项要求。',
    ended: { heading: '未续订的内容', text: (was) => `${was}：未满足要求，已终止。` },
  },
  ...listings,
};
