/** Simplified Chinese. Awaits a review by a native reader before a real mailing. */
import type { Catalogue } from '../catalogue.ts';
import { zhCN as endings } from './endings/zh-cn.ts';

const levels = { silver: '银牌', gold: '金牌' };

export const zhCN: Catalogue = {
  membership: ({ offer, competency, level, learningOption }) => {
    if (offer === 'action-pack') return 'Microsoft Action Pack';
    if (offer === 'learning-action-pack') return '学习 Action Pack';
    if (offer === 'advanced-specialization') return [competency, '高级专用化'].filter(Boolean).join(' ');
    const name = [competency, `${level ? levels[level] : ''}能力`].filter(Boolean).join(' ');
    return learningOption ? `${name}（含学习选项）` : name;
  },
  subject: (headline, about, partner) => `${headline}：${about}，${partner}`,
  frame: {
    colon: '：',
    greeting: (name) => (name ? `${name}，您好：` : '您好：'),
    partner: '合作伙伴',
    membership: '会员资格',
    range: (from, to) => `${from}至${to}`,
    openPartnerCenter: '打开合作伙伴中心',
    signature: '合作伙伴计划团队',
    whyYou: (partner) => `您收到此邮件，是因为您在合作伙伴计划中登记为贵组织（${partner}）的联系人。`,
  },
  renewal: {
    eyebrow: '续订提醒',
    subject: {
      before: (count) => `续订时段将在 ${count} 天后开始`,
      open: (count) => `续订时间还剩 ${count} 天`,
      lastDay: '今天是续订的最后一天',
    },
    headline: {
      before: (count) => `续订时段将在 ${count} 天后开始`,
      open: (count) => `续订时间还剩 ${count} 天`,
      lastDay: '今天是续订的最后一天',
    },
    detail: {
      before: ({ asOf, closes, daysLeft }) => `截至${asOf}。续订的最后一天是${closes}（${daysLeft} 天后）。`,
      open: ({ asOf, closes }) => `截至${asOf}。续订的最后一天是${closes}。`,
      lastDay: (closes) => `${closes}之后将无法再支付年度费用。`,
    },
    lead: ({ membership, partner, anniversary }) =>
      `贵组织（${partner}）的“${membership}”需要续订才能保持有效。周年日期为${anniversary}。`,
    grace: '续订时段也是宽限期：在最后一天结束之前，您的权益继续有效。',
    timeline: { anniversary: '周年日期', opens: '续订时段开始', closes: '续订的最后一天' },
    missing: {
      heading: '尚未完成的事项',
      fee: {
        label: '年度费用',
        text: {
          before: (opens, closes) => `可在${opens}至${closes}期间支付。`,
          open: (closes) => `请在${closes}之前（含当天）支付。`,
          lastDay: (closes) => `今天（${closes}）是可以支付的最后一天。`,
        },
      },
      profileReview: {
        label: '公司资料审阅',
        text: (count, lastReview) =>
          `全局管理员或帐户管理员必须在续订前 ${count} 天内，在合作伙伴中心审阅公司资料。${lastReview ? `上次审阅：${lastReview}。` : '没有审阅记录。'}`,
      },
      kpi: {
        label: 'KPI（关键绩效指标）',
        text: (have, need, months) => `要求达到 ${need}，目前为 ${have}（统计期间：${months}）。`,
        pending: (date) => `应计入的月份尚未全部发布，将由${date}的 KPI 报告决定。`,
      },
      mct: {
        label: 'Microsoft 认证讲师 (MCT)',
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
        text: (metric, have, need) => `${metric}：要求 ${need}，目前 ${have}。`,
        metrics: {
          revenue: '收入',
          'active-usage': '活跃使用量',
          'deployed-seats': '已部署席位',
          'new-customers': '新客户',
        },
      },
      undecidable: {
        label: '要求',
        text: '计划团队正在确认此次续订适用的要求。对于这一项，您无需采取任何操作。',
      },
    },
    extension: {
      heading: '延期：免除要求',
      text: (closes) =>
        `此周年日期适用计划延期：此次续订免除各项要求。年度费用不在免除之列，仍须在${closes}之前（含当天）支付。`,
    },
    losses: {
      heading: '不续订将会终止的内容',
      intro: (expiresOn) => `如果不续订，会员资格将于${expiresOn}过期，以下内容随之终止：`,
      benefits: '会员资格的全部权益',
      licenses: '产品许可证和内部使用权利；届时，本地软件必须获得商业许可或予以卸载',
      competency: (membership) => `“${membership}”身份及其展示`,
      courseware: 'Courseware Marketplace 的合作伙伴优惠，以及在组织外部交付课件',
      'directory-listing': '学习合作伙伴目录中的目录收录',
    },
    act: '请在合作伙伴中心的“会员产品/服务”下续订。',
  },
  expired: {
    eyebrow: '过期通知',
    subject: '会员资格已过期',
    headline: '会员资格已过期',
    detail: (expiredOn) => `到期日期：${expiredOn}`,
    lead: ({ membership, partner, windowClosed }) =>
      `贵组织（${partner}）的“${membership}”已过期：截至续订时段的最后一天（${windowClosed}），没有支付年度费用的记录。`,
    timeline: { anniversary: '周年日期', closed: '续订的最后一天', expired: '到期日期' },
    losses: {
      heading: '已终止的内容',
      benefits: '会员资格的全部权益',
      licenses: '产品许可证和内部使用权利',
      competency: (membership) => `“${membership}”身份及其展示`,
      courseware:
        'Courseware Marketplace 的合作伙伴优惠，以及在组织外部交付课件：课件只能按全价购买，且仅供内部培训使用',
      'directory-listing': '目录收录：将在下次提交时从学习合作伙伴目录中撤回',
    },
    software: {
      heading: '本地软件',
      text: '通过计划获得的本地软件必须获得商业许可或予以卸载。',
    },
    next: {
      heading: '您可以采取的操作',
      anew: '您可以在合作伙伴中心的“会员产品/服务”下重新购买。这将是一个新的会员资格，并有新的周年日期。',
      paidInTime: (windowClosed) =>
        `如果您已在${windowClosed}之前（含当天）付款，请勿再次购买：该付款记录入账后，会员资格将立即重新激活。`,
    },
  },
  renewed: {
    eyebrow: '续订确认',
    subject: '会员资格已续订',
    headline: '会员资格已续订',
    detail: (nextAnniversary) => `新的周年日期：${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `感谢您。您已于${paidOn}付款，贵组织（${partner}）的“${membership}”已续订一年。`,
    paidOn: '付款日期',
    newAnniversary: '新的周年日期',
    nextWindow: '下一个续订时段',
  },
  reinstated: {
    eyebrow: '续订确认',
    subject: '会员资格已重新激活',
    headline: '会员资格已重新激活',
    detail: (nextAnniversary) => `新的周年日期：${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `贵组织（${partner}）的“${membership}”曾被记为过期。现已确认年度费用已于${paidOn}按时支付，会员资格已重新激活并完成续订。`,
    paidOn: '付款日期',
    newAnniversary: '新的周年日期',
    nextWindow: '下一个续订时段',
  },
  overridden: {
    lead: ({ membership, partner, paidOn }) =>
      `贵组织（${partner}）的“${membership}”曾过期。按照支持请求中的约定，年度费用已于${paidOn}（续订时段之后）支付，会员资格已重新激活并完成续订。`,
  },
  continued: {
    subject: '付款已入账',
    headline: '付款已入账',
    detail: (on) => `${on}起由另一会员资格接续。`,
    lead: ({ membership, partner, paidOn }) =>
      `感谢您。贵组织（${partner}）的“${membership}”的年度费用已于${paidOn}按时支付。`,
    inItsPlace: (membershipId, on) =>
      `${on}起，该会员资格由会员资格 ${membershipId} 接续。下一次续订的是 ${membershipId}。`,
  },
  paymentReversed: {
    eyebrow: '付款撤销',
    subject: '付款已撤销',
    headline: '一笔付款已撤销',
    detail: (paidOn) => `${paidOn}的付款`,
    lead: ({ membership, partner, paidOn }) => `贵组织（${partner}）于${paidOn}为“${membership}”支付的款项不再有效。`,
    causes: {
      error: '该付款系误记。',
      refund: '该款项已退还。',
      chargeback: '该款项已由银行退回。',
    },
    renewal: {
      payable: (through) => `年度费用重新处于未付状态，可在${through}之前（含当天）支付，权益持续到该日。`,
      over: (through) =>
        `年度费用重新处于未付状态，而续订时段已于${through}结束：会员资格将会过期。随之终止的内容将另行通知。`,
    },
    order: {
      payable: (through) => `订单重新处于未付状态，目前没有会员资格。可在${through}之前（含当天）支付。`,
      over: (through) => `订单重新处于未付状态，其付款期限为${through}（含当天），现已过期：目前没有会员资格。`,
    },
    expired: (on) => `年度费用重新处于未付状态：曾于${on}过期的会员资格现已终止。`,
    superseded: (by, on) => `${on}起，该会员资格由会员资格 ${by} 接续，后者不受影响。`,
  },
  atRisk: {
    eyebrow: '续订存在风险',
    subject: '续订存在风险',
    headline: '下一次续订存在风险',
    detail: (since) => `自${since}起，有要求不再满足。`,
    lead: ({ membership, partner, anniversary }) =>
      `由于最近的变更，${partner} 的“${membership}”不再满足下一次续订（周年日期 ${anniversary}）的要求。`,
    causes: {
      heading: '原因',
      left: (name, certifications) => `${name} 已离开贵组织（${certifications}）。`,
      severed: (name, certifications) => `${name} 已与其他组织关联（${certifications}）。`,
      expired: (name, certifications) => `${name} 的认证已过期（${certifications}）。`,
      fell: (figure, before, after) => `${figure}：原为 ${before}，现为 ${after}。`,
      measured: (figure, value) => `${figure}：现为 ${value}。`,
      kpiDecided: '应计入的月份已全部发布，KPI 未达到要求。',
      corrected: (lines) => `已更正的发票明细：${lines}。`,
      credited: (lines) => `已记录的贷项通知单：${lines}。`,
      more: (count) => `以及另外 ${count} 项`,
    },
    missing: '尚未满足的要求',
    delivery: (since) => `自${since}起没有认证讲师 (MCT)，因此不得在组织外部交付课件。`,
    status: '在会员年度结束之前，会员状态和显示保持不变。',
    window: '续订时段',
    fix: {
      heading: '您可以采取的措施',
      text: (closes) => `所有要求都必须在续订时满足，最迟为${closes}。`,
      people: '其他员工可以满足这些要求：认证在完成并与您的组织关联后的次日起计入。',
    },
  },
  licences: {
    token: (id, seats) => `令牌 ${id}，${seats} 个席位`,
    mak: (id, left) => `多次激活密钥 (MAK) ${id}，剩余 ${left} 次激活`,
    subscription: (id, to) => `订阅 ${id}，${to === null ? '尚未分配' : `已分配给 ${to}`}`,
    keyNeeded: (licence) => `${licence}，需要产品密钥和激活`,
    more: (count) => `以及另外 ${count} 项`,
  },
  endings,
  fallback: {
    heading: '级别变更',
    text: (was, is) => `原级别：${was}。现级别：${is}。未达到原级别的要求。`,
  },
  together: {
    label: '一并续订',
    lead: '支付一次年度费用，即可与此处列出的其他能力一并续订。各项能力分别有各自的要求。',
    met: '各项要求均已达到。',
    waived: '因计划延期，此次续订免除其各项要求。',
    ended: { heading: '未续订的内容', text: (was) => `${was}：未达到要求，已终止。` },
  },
  listingIncomplete: {
    eyebrow: '学习合作伙伴目录',
    subject: '目录收录信息不完整',
    headline: (submissionOn) => `请在${submissionOn}之前补全目录收录信息`,
    detail: (month) => `${month}的提交将于当天（当月第三周）进行。`,
    lead: (partner) => `贵组织（${partner}）的收录信息尚不能提交到学习合作伙伴目录。`,
    heading: '缺少或需要更正的内容',
    name: { label: '显示名称', text: '缺少名称。' },
    country: { label: '关联的国家/地区', text: '缺少国家/地区。' },
    url: {
      label: '着陆页',
      missing: '缺少着陆页的地址。',
      refused: (url, reason) => `${url}：${reason}`,
      reasons: {
        'not-a-url': '这不是完整的网址。',
        'not-https': '地址必须以 https:// 开头。',
        credentials: '地址中不得包含用户名或密码。',
        port: '地址中不得包含端口。',
        'ip-address': '地址必须使用主机名，而不是 IP 地址。',
        'local-host': '该页面必须可公开访问，不得位于本地主机上。',
        'microsoft-host': '该页面必须位于您自己的域上，而不是 Microsoft 主机上。',
        'not-a-verified-domain': '主机必须属于您的某个已验证域。',
        'used-by-another-partner': '该地址已由其他合作伙伴使用；每个合作伙伴需要使用自己的地址。',
      },
    },
    attestation: {
      label: '声明',
      text: (statement) => `尚未声明：${statement}`,
      statements: {
        'about-partner-only': '着陆页仅介绍贵组织。',
        'no-competitors': '着陆页不显示竞争对手。',
        'owned-by-partner': '着陆页归贵组织所有。',
      },
    },
    batch: (month) => `提交开始时已完整的收录信息将纳入${month}的批次，之后补全的收录信息将等到下一批次。`,
  },
  listingVisible: {
    eyebrow: '学习合作伙伴目录',
    subject: '目录收录已可见',
    headline: '您的目录收录已可见',
    since: (date) => `可见日期：${date}`,
    lead: (partner) => `贵组织（${partner}）现已显示在学习合作伙伴目录中。`,
    displayName: '显示名称',
    landingPage: '着陆页',
  },
};
