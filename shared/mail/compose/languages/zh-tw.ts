/** Traditional Chinese. Awaits a review by a native reader before a real mailing. */
import type { Catalogue } from '../catalogue.ts';
import { zhTW as asked } from './asked/zh-tw.ts';
import { zhTW as endings } from './endings/zh-tw.ts';
import { nameBeforeHan } from './han.ts';
import { zhTW as listings } from './listings/zh-tw.ts';

const levels = { silver: '銀級', gold: '金級' };
const countdown = {
  before: (count: number) => `續約期間將於 ${count} 天後開始`,
  open: (count: number) => `續約期間還剩 ${count} 天`,
  lastDay: '今天是續約截止日',
};

export const zhTW: Catalogue = {
  membership: ({ offer, competency, level, learningOption }) => {
    if (offer === 'learning-action-pack') return '學習行動套件';
    if (offer === 'advanced-specialization') return `${nameBeforeHan(competency)}進階專業化`;
    const name = `${nameBeforeHan(competency)}${level ? levels[level] : ''}專長認證`;
    return learningOption ? `${name}（含學習選項）` : name;
  },
  shortMembership: (terms) => zhTW.membership({ ...terms, learningOption: false }),
  subject: (headline, names) => `${headline}：${names.join('，')}`,
  frame: {
    colon: '：',
    space: '',
    list: (items, more) => `${items.join('、')}${more === 0 ? '' : `，另有 ${more} 項`}`,
    greeting: (name) => (name ? `${name}，您好：` : '您好：'),
    partner: '合作夥伴',
    membership: '會員資格',
    withId: (name, id) => `${name}，${id}`,
    range: (from, to) => `${from}至${to}`,
    openPartnerCenter: '開啟合作夥伴中心',
    signature: '合作夥伴計畫團隊',
    whyYou: (partner) => `您收到此郵件，是因為您在合作夥伴計畫中登記為貴組織（${partner}）的聯絡人。`,
  },
  renewal: {
    eyebrow: '續約提醒',
    subject: countdown,
    headline: countdown,
    detail: {
      before: ({ asOf, closes, daysLeft }) =>
        `今天是${asOf}，距離續約截止日還有 ${daysLeft} 天。請最晚於${closes}完成續約。`,
      open: ({ asOf, closes, daysLeft }) =>
        `今天是${asOf}，距離續約截止日還有 ${daysLeft} 天。請最晚於${closes}完成續約。`,
      lastDay: (closes) => `${closes}之後即無法再支付年費。`,
    },
    lead: ({ membership, partner, anniversary }) =>
      `貴組織（${partner}）的「${membership}」需要續約才能保持有效。週年日為${anniversary}。`,
    grace: '續約期間也是寬限期：在續約截止日結束之前，您的權益繼續有效。',
    timeline: { anniversary: '週年日', opens: '續約期間開始日', closes: '續約截止日' },
    missing: {
      heading: '尚未完成的事項',
      fee: {
        label: '年費',
        text: {
          before: (opens, closes) => `可於${opens}至${closes}支付。`,
          open: (closes) => `請最晚於${closes}支付。`,
          lastDay: (closes) => `今天，即${closes}，是付款截止日。`,
        },
      },
      profileReview: {
        label: '公司資料檢閱',
        text: (count, lastReview) =>
          `全域系統管理員或帳戶管理員必須在續約前 ${count} 天內於合作夥伴中心檢閱公司資料。${lastReview ? `上次檢閱：${lastReview}。` : '沒有檢閱紀錄。'}`,
      },
      kpi: {
        label: 'KPI（關鍵績效指標）',
        text: (have, need, months) => `應達 ${need}，目前為 ${have}（統計期間：${months}）。`,
        pending: (date) => `應計入的月份尚未全部發佈，是否符合資格條件將由${date}的 KPI 報表決定。`,
      },
      mct: {
        label: 'Microsoft 認證講師（MCT）',
        text: (have, need) => `應有 ${need} 人，目前 ${have} 人。`,
      },
      path: (number, count) => `方式 ${number}/${count}（符合其中一種即可）`,
      goal: (label, text) => `${label}：${text}`,
      exams: {
        label: '考試與評量',
        text: (certification, have, need) => `應有 ${need} 人，目前 ${have} 人（${certification}）。`,
      },
      performance: {
        label: '績效目標',
        text: (metric, have, need) => `${metric}應達 ${need}，目前為 ${have}。`,
        metrics: {
          revenue: '收益',
          'active-usage': '使用中用量',
          'deployed-seats': '已部署授權數',
          'new-customers': '新客戶',
        },
      },
      undecidable: {
        label: '資格條件',
        text: '計畫團隊正在確認本次續約適用的資格條件。對於這一項，您無須採取任何措施。',
      },
    },
    extension: {
      heading: '延期：免除資格條件',
      text: (closes) =>
        `此週年日適用合作夥伴計畫的延期措施：本次續約免除各項資格條件。年費不在免除之列，仍須最晚於${closes}支付。`,
    },
    losses: {
      heading: '不續約的影響',
      intro: (expiresOn) => `如果不續約，會員資格將於${expiresOn}到期，下列內容隨之終止：`,
      benefits: '會員資格的全部權益',
      licenses: '產品授權和內部使用權利（屆時內部部署軟體必須取得商業授權或予以解除安裝）',
      competency: (membership) => `「${membership}」身分及其展示`,
      courseware: 'Courseware Marketplace 的合作夥伴優惠，以及向組織外部提供課程教材',
      'directory-listing': '學習合作夥伴目錄中的目錄刊登（如有）',
    },
    act: '請在合作夥伴中心的「成員資格供應項目」下續約。',
  },
  expired: {
    eyebrow: '到期通知',
    subject: '會員資格已到期',
    headline: '會員資格已到期',
    detail: (expiredOn) => `到期日：${expiredOn}`,
    lead: ({ membership, partner, windowClosed }) =>
      `貴組織（${partner}）的「${membership}」已到期：截至續約截止日${windowClosed}，我們沒有年費的付款紀錄。`,
    reversed: ({ membership, partner, windowClosed, paidOn, cause }) =>
      `貴組織（${partner}）的「${membership}」已到期。${paidOn}支付的款項不再有效。${cause}年費處於未付狀態，而續約期間已於${windowClosed}結束。`,
    timeline: { anniversary: '週年日', closed: '續約截止日', expired: '到期日' },
    losses: {
      heading: '已終止的內容',
      benefits: '會員資格的全部權益',
      licenses: '產品授權和內部使用權利',
      competency: (membership) => `「${membership}」身分及其展示`,
      courseware:
        'Courseware Marketplace 的合作夥伴優惠，以及向組織外部提供課程教材（課程教材只能以原價購買，且僅供內部訓練使用）',
      'directory-listing': '目錄刊登（將隨下次提交從學習合作夥伴目錄下架）',
    },
    software: {
      heading: '內部部署軟體',
      text: '透過合作夥伴計畫取得的內部部署軟體必須取得商業授權或予以解除安裝。',
    },
    next: {
      heading: '您可以採取的措施',
      anew: '您可以在合作夥伴中心的「成員資格供應項目」下重新購買。新的會員資格將有新的週年日。',
      paidInTime: (windowClosed) =>
        `如果您在${windowClosed}或之前已經付款，請勿再次購買：該筆付款入帳後，會員資格將立即重新啟用。`,
      paidAgain: (windowClosed) =>
        `如果您在${windowClosed}或之前另行付款，請勿再次購買：該筆付款入帳後，會員資格將立即重新啟用。`,
    },
  },
  renewed: {
    eyebrow: '續約確認',
    subject: '會員資格已續約',
    headline: '會員資格已續約',
    detail: (nextAnniversary) => `新的週年日：${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `感謝您的支持。我們已於${paidOn}收到年費，貴組織（${partner}）的「${membership}」已續約一年。`,
    paidOn: '付款日期',
    newAnniversary: '新的週年日',
    nextWindow: '下一個續約期間',
  },
  reinstated: {
    eyebrow: '續約確認',
    subject: '會員資格已重新啟用',
    headline: '會員資格已重新啟用',
    detail: (nextAnniversary) => `新的週年日：${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `貴組織（${partner}）的「${membership}」先前已到期。現已確認年費於${paidOn}如期支付，會員資格已重新啟用並完成續約。`,
    paidOn: '付款日期',
    newAnniversary: '新的週年日',
    nextWindow: '下一個續約期間',
  },
  overridden: {
    lead: ({ membership, partner, paidOn }) =>
      `貴組織（${partner}）的「${membership}」先前已到期。依照支援要求中的約定，年費已於${paidOn}（續約期間之後）支付，會員資格已重新啟用並完成續約。`,
  },
  continued: {
    subject: '付款已入帳',
    headline: '付款已入帳',
    detail: (on) => `自${on}起由另一項會員資格接續。`,
    lead: ({ membership, partner, paidOn }) =>
      `感謝您的支持。貴組織（${partner}）「${membership}」的年費已於${paidOn}如期支付。`,
    inItsPlace: (membershipId, on) =>
      `自${on}起，該會員資格由會員資格 ${membershipId} 接續。下次續約的是會員資格 ${membershipId}。`,
  },
  paymentReversed: {
    eyebrow: '付款撤銷',
    subject: '付款已撤銷',
    headline: '一筆付款已撤銷',
    detail: (paidOn) => `${paidOn}的付款`,
    lead: ({ membership, partner, paidOn }) => `貴組織（${partner}）於${paidOn}為「${membership}」支付的款項不再有效。`,
    causes: {
      error: '該筆付款為誤記。',
      refund: '該筆款項已退還。',
      chargeback: '該筆款項已由銀行退單。',
    },
    renewal: {
      payable: (through) => `年費已恢復為未付狀態。您最晚可於${through}支付，權益持續至該日。`,
      over: (through) =>
        `年費已恢復為未付狀態，而續約期間已於${through}結束：會員資格將會到期。隨之終止的內容將另行通知。`,
    },
    order: {
      payable: (through) => `訂單已恢復為未付狀態，目前沒有會員資格。您最晚可於${through}支付。`,
      over: (through) => `訂單已恢復為未付狀態，而付款截止日${through}已過：目前沒有會員資格。`,
    },
    expired: (on) => `年費已恢復為未付狀態：先前於${on}到期的會員資格現已終止。`,
    superseded: (by, on) => `自${on}起，該會員資格已由會員資格 ${by} 接續，後者不受影響。`,
  },
  atRisk: {
    eyebrow: '續約有風險',
    subject: '續約有風險',
    headline: '下次續約有風險',
    detail: (since) => `自${since}起，有未符合的資格條件。`,
    lead: ({ membership, partner, anniversary }) =>
      `由於最近的變更，貴組織（${partner}）的「${membership}」下次續約（週年日：${anniversary}）未符合資格條件。`,
    causes: {
      heading: '原因',
      left: (name, certifications) => `${nameBeforeHan(name)}已離開貴組織（${certifications}）。`,
      severed: (name, certifications) => `${nameBeforeHan(name)}已與其他組織建立關聯（${certifications}）。`,
      expired: (name, certifications) => `${nameBeforeHan(name)}的認證已到期（${certifications}）。`,
      fell: (figure, before, after) => `${figure}由 ${before} 降至 ${after}。`,
      measured: (figure, value) => `${figure}為 ${value}。`,
      kpiDecided: '應計入的月份已全部發佈，KPI 未符合資格條件。',
      corrected: (lines) => `已更正的發票明細：${lines}。`,
      credited: (lines) => `已記錄的折讓單：${lines}。`,
      more: (count) => `另有 ${count} 項`,
    },
    missing: '尚未符合的資格條件',
    delivery: (since) => `自${since}起沒有認證講師（MCT），因此不得向組織外部提供課程教材。`,
    status: {
      before: '在會員年度結束之前，會員身分及其展示維持不變。',
      inWindow: (closes) => `會員身分及其展示維持不變，直至${closes}。`,
    },
    window: '續約期間',
    fix: {
      heading: '您可以採取的措施',
      text: (closes) => `續約時必須符合所有資格條件，最晚為${closes}。`,
      people: '其他員工也可以符合這些資格條件：認證自完成並與貴組織建立關聯的次日起計入。',
    },
  },
  licences: {
    token: (id, seats) => `兌換代碼 ${id}，授權數 ${seats}`,
    mak: (id, left) => `多次啟用金鑰（MAK）${id}，剩餘 ${left} 次啟用`,
    subscription: (id, to) => `訂閱 ${id}，${to === null ? '尚未指派' : `已指派給 ${to}`}`,
    keyNeeded: (licence) => `${licence}（需要產品金鑰和啟用）`,
    more: (count) => `另有 ${count} 項`,
  },
  endings,
  asked,
  fallback: {
    heading: '等級變更',
    text: (was, is) => `原等級：${was}。現等級：${is}。未符合原等級的資格條件。`,
  },
  together: {
    label: '一併續約',
    lead: '支付一次年費，即可一併續約此處列出的其他專長認證。各項專長認證有各自的資格條件。',
    met: '各項資格條件均已符合。',
    waived: '依照合作夥伴計畫的延期措施，本次續約免除其各項資格條件。',
    ended: { heading: '未續約的內容', text: (was) => `${was}：未符合資格條件，已終止。` },
  },
  ...listings,
};
