/** Simplified Chinese. Awaits a review by a native reader before a real mailing. */
import type { ListingWords } from './words.ts';

export const zhCN: ListingWords = {
  listingIncomplete: {
    eyebrow: '学习合作伙伴目录',
    subject: '目录信息不完整',
    headline: (submissionOn) => `请在${submissionOn}之前补全目录信息`,
    detail: (month) => `${month}的提交将于当天（当月第三周）进行。`,
    lead: (partner) => `贵组织（${partner}）的目录信息尚不能提交到学习合作伙伴目录。`,
    heading: '缺少或需要更正的内容',
    name: { label: '显示名称', text: '缺少名称。' },
    country: { label: '关联的国家/地区', text: '缺少国家/地区。' },
    url: {
      label: '着陆页',
      missing: '缺少着陆页的网址。',
      refused: (url, reason) => `${url}：${reason}`,
      reasons: {
        'not-a-url': '这不是完整的网址。',
        'not-https': '网址必须以 https:// 开头。',
        credentials: '网址中不得包含用户名或密码。',
        port: '网址中不得包含端口。',
        'ip-address': '网址必须使用主机名，而不是 IP 地址。',
        'local-host': '该页面必须可公开访问，不得位于本地主机。',
        'microsoft-host': '该页面必须位于贵组织自己的域，而不是 Microsoft 主机。',
        'not-a-verified-domain': '主机必须属于贵组织的某个已验证域。',
        'used-by-another-partner': '该网址已由其他合作伙伴使用；每个合作伙伴需要使用自己的网址。',
      },
    },
    attestation: {
      label: '声明',
      text: (statement) => `尚未声明“${statement}”。`,
      statements: {
        'about-partner-only': '着陆页仅介绍贵组织',
        'no-competitors': '着陆页不显示竞争对手',
        'owned-by-partner': '着陆页归贵组织所有',
      },
    },
    batch: (month) => `提交开始时已完整的目录信息将纳入${month}的批次，之后补全的目录信息将纳入下一批次。`,
  },
  listingVisible: {
    eyebrow: '学习合作伙伴目录',
    subject: '目录信息已上线',
    headline: '您的目录信息已上线',
    since: (date) => `上线日期：${date}`,
    lead: (partner) => `贵组织（${partner}）的目录信息现已在学习合作伙伴目录中上线。`,
    displayName: '显示名称',
    landingPage: '着陆页',
  },
};
