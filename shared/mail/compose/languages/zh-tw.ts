/** Traditional Chinese. Awaits a review by a native reader before a real mailing. */
import type { Catalogue } from '../catalogue.ts';
import { zhTW as endings } from './endings/zh-tw.ts';

const levels = { silver: '銀級', gold: '金級' };

export const zhTW: Catalogue = {
  membership: ({ offer, competency, level, learningOption }) => {
    if (offer === 'action-pack') return 'Microsoft 行動套件';
    if (offer === 'learning-action-pack') return '學習行動套件';
    if (offer === 'advanced-specialization') return [competency, '進階特製化'].filter(Boolean).join(' ');
    const name = [competency, `${level ? levels[level] : ''}專長認證`].filter(Boolean).join(' ');
    return learningOption ? `${name}（含學習選項）` : name;
  },
  subject: (headline, about, partner) => `${headline}：${about}，${partner}`,
  frame: {
    colon: '：',
    greeting: (name) => (name ? `${name}，您好：` : '您好：'),
    partner: '合作夥伴',
    membership: '成員資格',
    range: (from, to) => `${from}至${to}`,
    openPartnerCenter: '開啟合作夥伴中心',
    signature: '合作夥伴計畫團隊',
    whyYou: (partner) => `您收到此郵件，是因為您在合作夥伴計畫中登記為貴組織（${partner}）的連絡人。`,
  },
  renewal: {
    eyebrow: '續約提醒',
    subject: {
      before: (count) => `續約期間將於 ${count} 天後開始`,
      open: (count) => `續約期限還剩 ${count} 天`,
      lastDay: '今天是續約的最後一天',
    },
    headline: {
      before: (count) => `續約期間將於 ${count} 天後開始`,
      open: (count) => `續約期限還剩 ${count} 天`,
      lastDay: '今天是續約的最後一天',
    },
    detail: {
      before: ({ asOf, closes, daysLeft }) => `截至${asOf}。續約的最後一天是${closes}（${daysLeft} 天後）。`,
      open: ({ asOf, closes }) => `截至${asOf}。續約的最後一天是${closes}。`,
      lastDay: (closes) => `${closes}之後即無法再支付年度費用。`,
    },
    lead: ({ membership, partner, anniversary }) =>
      `貴組織（${partner}）的「${membership}」需要續約才能保持有效。週年日為${anniversary}。`,
    grace: '續約期間也是寬限期：在最後一天結束之前，您的權益繼續有效。',
    timeline: { anniversary: '週年日', opens: '續約期間開始', closes: '續約的最後一天' },
    missing: {
      heading: '尚未完成的事項',
      fee: {
        label: '年度費用',
        text: {
          before: (opens, closes) => `可於${opens}至${closes}期間支付。`,
          open: (closes) => `請於${closes}之前（含當天）支付。`,
          lastDay: (closes) => `今天（${closes}）是可以支付的最後一天。`,
        },
      },
      profileReview: {
        label: '公司資料檢閱',
        text: (count, lastReview) =>
          `全域系統管理員或帳戶管理員必須在續約前 ${count} 天內，於合作夥伴中心檢閱公司資料。${lastReview ? `上次檢閱：${lastReview}。` : '沒有檢閱記錄。'}`,
      },
      kpi: {
        label: 'KPI（關鍵績效指標）',
        text: (have, need, months) => `需求為 ${need}，目前為 ${have}（統計期間：${months}）。`,
        pending: (date) => `應計入的月份尚未全部發佈，將由${date}的 KPI 報表決定。`,
      },
      mct: {
        label: 'Microsoft 認證講師 (MCT)',
        text: (have, need) => `需求為 ${need} 人，目前 ${have} 人。`,
      },
      path: (number, count) => `方式 ${number}/${count}（符合其中一種即可）`,
      goal: (label, text) => `${label}：${text}`,
      exams: {
        label: '考試與評量',
        text: (certification, have, need) => `需求為 ${need} 人，目前 ${have} 人（${certification}）。`,
      },
      performance: {
        label: '績效目標',
        text: (metric, have, need) => `${metric}：需求為 ${need}，目前 ${have}。`,
        metrics: {
          revenue: '收益',
          'active-usage': '使用中用量',
          'deployed-seats': '已部署席次',
          'new-customers': '新客戶',
        },
      },
      undecidable: {
        label: '需求',
        text: '計畫團隊正在確認此次續約適用的需求。對於這一項，您無須採取任何動作。',
      },
    },
    extension: {
      heading: '延期：免除需求',
      text: (closes) =>
        `此週年日適用計畫延期：此次續約免除各項需求。年度費用不在免除之列，仍須於${closes}之前（含當天）支付。`,
    },
    losses: {
      heading: '不續約將會終止的內容',
      intro: (expiresOn) => `如果不續約，成員資格將於${expiresOn}到期，下列內容隨之終止：`,
      benefits: '成員資格的全部權益',
      licenses: '產品授權和內部使用權利；屆時，內部部署軟體必須取得商業授權或予以解除安裝',
      competency: (membership) => `「${membership}」身分及其展示`,
      courseware: 'Courseware Marketplace 的合作夥伴優惠，以及在組織外部提供課程教材',
      'directory-listing': '學習合作夥伴目錄中的目錄刊登',
    },
    act: '請在合作夥伴中心的「成員資格供應項目」下續約。',
  },
  expired: {
    eyebrow: '到期通知',
    subject: '成員資格已到期',
    headline: '成員資格已到期',
    detail: (expiredOn) => `到期日：${expiredOn}`,
    lead: ({ membership, partner, windowClosed }) =>
      `貴組織（${partner}）的「${membership}」已到期：截至續約期間的最後一天（${windowClosed}），沒有支付年度費用的記錄。`,
    timeline: { anniversary: '週年日', closed: '續約的最後一天', expired: '到期日' },
    losses: {
      heading: '已終止的內容',
      benefits: '成員資格的全部權益',
      licenses: '產品授權和內部使用權利',
      competency: (membership) => `「${membership}」身分及其展示`,
      courseware:
        'Courseware Marketplace 的合作夥伴優惠，以及在組織外部提供課程教材：課程教材只能以原價購買，且僅供內部訓練使用',
      'directory-listing': '目錄刊登：將在下次提交時從學習合作夥伴目錄撤回',
    },
    software: {
      heading: '內部部署軟體',
      text: '透過計畫取得的內部部署軟體必須取得商業授權或予以解除安裝。',
    },
    next: {
      heading: '您可以採取的動作',
      anew: '您可以在合作夥伴中心的「成員資格供應項目」下重新購買。這將是新的成員資格，並有新的週年日。',
      paidInTime: (windowClosed) =>
        `如果您已於${windowClosed}之前（含當天）付款，請勿再次購買：該付款記錄入帳後，成員資格將立即重新啟用。`,
    },
  },
  renewed: {
    eyebrow: '續約確認',
    subject: '成員資格已續約',
    headline: '成員資格已續約',
    detail: (nextAnniversary) => `新的週年日：${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `感謝您。您已於${paidOn}付款，貴組織（${partner}）的「${membership}」已續約一年。`,
    paidOn: '付款日期',
    newAnniversary: '新的週年日',
    nextWindow: '下一個續約期間',
  },
  reinstated: {
    eyebrow: '續約確認',
    subject: '成員資格已重新啟用',
    headline: '成員資格已重新啟用',
    detail: (nextAnniversary) => `新的週年日：${nextAnniversary}`,
    lead: ({ membership, partner, paidOn }) =>
      `貴組織（${partner}）的「${membership}」先前記為到期。現已確認年度費用已於${paidOn}如期支付，成員資格已重新啟用並完成續約。`,
    paidOn: '付款日期',
    newAnniversary: '新的週年日',
    nextWindow: '下一個續約期間',
  },
  overridden: {
    lead: ({ membership, partner, paidOn }) =>
      `貴組織（${partner}）的「${membership}」曾到期。依照支援要求中的約定，年度費用已於${paidOn}（續約期間之後）支付，成員資格已重新啟用並完成續約。`,
  },
  continued: {
    subject: '付款已入帳',
    headline: '付款已入帳',
    detail: (on) => `${on}起由另一成員資格接續。`,
    lead: ({ membership, partner, paidOn }) =>
      `感謝您。貴組織（${partner}）的「${membership}」的年度費用已於${paidOn}如期支付。`,
    inItsPlace: (membershipId, on) =>
      `${on}起，該成員資格由成員資格 ${membershipId} 接續。下一次續約的是 ${membershipId}。`,
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
      chargeback: '該筆款項已由銀行退回。',
    },
    renewal: {
      payable: (through) => `年度費用重新列為未付，可於${through}之前（含當天）支付，權益持續至該日。`,
      over: (through) =>
        `年度費用重新列為未付，而續約期間已於${through}結束：成員資格將會到期。隨之終止的內容將另行通知。`,
    },
    order: {
      payable: (through) => `訂單重新列為未付，目前沒有成員資格。可於${through}之前（含當天）支付。`,
      over: (through) => `訂單重新列為未付，其付款期限為${through}（含當天），現已逾期：目前沒有成員資格。`,
    },
    expired: (on) => `年度費用重新列為未付：先前於${on}到期的成員資格現已終止。`,
    superseded: (by, on) => `${on}起，該成員資格由成員資格 ${by} 接續，後者不受影響。`,
  },
  atRisk: {
    eyebrow: '續約有風險',
    subject: '續約有風險',
    headline: '下一次續約有風險',
    detail: (since) => `自${since}起，有需求不再符合。`,
    lead: ({ membership, partner, anniversary }) =>
      `由於最近的變更，${partner} 的「${membership}」不再符合下一次續約（週年日 ${anniversary}）的需求。`,
    causes: {
      heading: '原因',
      left: (name, certifications) => `${name} 已離開貴組織（${certifications}）。`,
      severed: (name, certifications) => `${name} 已與其他組織建立關聯（${certifications}）。`,
      expired: (name, certifications) => `${name} 的認證已到期（${certifications}）。`,
      fell: (figure, before, after) => `${figure}：原為 ${before}，現為 ${after}。`,
      measured: (figure, value) => `${figure}：現為 ${value}。`,
      kpiDecided: '應計入的月份已全部發佈，KPI 未達到需求。',
      corrected: (lines) => `已更正的發票明細：${lines}。`,
      credited: (lines) => `已記錄的貸項通知單：${lines}。`,
      more: (count) => `以及另外 ${count} 項`,
    },
    missing: '尚未符合的需求',
    delivery: (since) => `自${since}起沒有認證講師 (MCT)，因此不得在組織外部提供課程教材。`,
    status: '在成員資格年度結束之前，成員資格狀態和顯示維持不變。',
    window: '續約期間',
    fix: {
      heading: '您可以採取的動作',
      text: (closes) => `所有需求都必須在續約時符合，最遲為${closes}。`,
      people: '其他員工可以符合這些需求：認證在完成並與您的組織建立關聯後的次日起計入。',
    },
  },
  licences: {
    token: (id, seats) => `權杖 ${id}，${seats} 個席次`,
    mak: (id, left) => `多次啟用金鑰 (MAK) ${id}，剩餘 ${left} 次啟用`,
    subscription: (id, to) => `訂閱 ${id}，${to === null ? '尚未指派' : `已指派給 ${to}`}`,
    keyNeeded: (licence) => `${licence}，需要產品金鑰和啟用`,
    more: (count) => `以及另外 ${count} 項`,
  },
  endings,
  fallback: {
    heading: '等級變動',
    text: (was, is) => `原等級：${was}。現等級：${is}。未達到原等級的需求。`,
  },
  together: {
    label: '一併續約',
    lead: '支付一次年度費用，即可與此處列出的其他專長認證一併續約。各項專長認證分別有各自的需求。',
    met: '各項需求均已達到。',
    waived: '因計畫延期，此次續約免除其各項需求。',
    ended: { heading: '未續約的內容', text: (was) => `${was}：未達到需求，已終止。` },
  },
  listingIncomplete: {
    eyebrow: '學習合作夥伴目錄',
    subject: '目錄刊登資訊不完整',
    headline: (submissionOn) => `請在${submissionOn}之前補齊目錄刊登資訊`,
    detail: (month) => `${month}的提交將於當天（當月第三週）進行。`,
    lead: (partner) => `貴組織（${partner}）的刊登資訊尚無法提交到學習合作夥伴目錄。`,
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
        'local-host': '該頁面必須可公開存取，不得位於本機主機上。',
        'microsoft-host': '該頁面必須位於您自己的網域，而不是 Microsoft 主機上。',
        'not-a-verified-domain': '主機必須屬於您的某個已驗證網域。',
        'used-by-another-partner': '該網址已由其他合作夥伴使用；每個合作夥伴需要使用自己的網址。',
      },
    },
    attestation: {
      label: '聲明',
      text: (statement) => `尚未聲明：${statement}`,
      statements: {
        'about-partner-only': '登陸頁僅介紹貴組織。',
        'no-competitors': '登陸頁不顯示競爭者。',
        'owned-by-partner': '登陸頁歸貴組織所有。',
      },
    },
    batch: (month) => `提交開始時已完整的刊登資訊將納入${month}的批次，之後補齊的刊登資訊將等到下一批次。`,
  },
  listingVisible: {
    eyebrow: '學習合作夥伴目錄',
    subject: '目錄刊登已可見',
    headline: '您的目錄刊登已可見',
    since: (date) => `可見日期：${date}`,
    lead: (partner) => `貴組織（${partner}）現已顯示在學習合作夥伴目錄中。`,
    displayName: '顯示名稱',
    landingPage: '登陸頁',
  },
};
