import { describe, expect, it } from 'vitest';
import type { Locale } from '../../../shared/domain/partners/partner.ts';
import type { NoticeContent } from '../../../shared/mail/compose/notice-content.ts';
import { ALL_CONTENTS, compose, visible } from './samples/all-contents.ts';
import { BEFORE, expired, listingIncomplete, renewal, renewed } from './samples/contents.ts';
import { ALL_MISSING } from './samples/parts.ts';

const written = (content: NoticeContent, locale: Locale): string => {
  const { subject, text, html } = compose(content, locale);
  return `${subject}\n${text}\n${visible(html)}`;
};
const inLanguage = ALL_CONTENTS.filter(({ kind }) => kind !== 'operator-alert');

describe('Chinese mails are written in their own script', () => {
  it("zh-CN has no traditional form, and zh-TW no simplified one, of the program's words", () => {
    const textIn = (locale: Locale) => inLanguage.map((content) => written(content, locale)).join('\n');
    expect(textIn('zh-CN')).not.toMatch(/[續約權學習會員費採與這時們開證]/u);
    expect(textIn('zh-TW')).not.toMatch(/[续约权习会费这时们开证级组织]/u);
  });
});

const everything = renewal({ ...BEFORE, missing: ALL_MISSING });
const TERMS: [Locale, NoticeContent, string[]][] = [
  ['en', everything, ['Anniversary date', 'renewal window', 'grace period', 'Renewal reminder', 'Membership offers']],
  [
    'ko-KR',
    everything,
    ['갱신 기준일', '갱신 기간', '유예 기간', '갱신 미리 알림', '혜택', '요금', '멤버십 제품', '파트너 센터'],
  ],
  [
    'ko-KR',
    everything,
    ['전역 관리자', '계정 관리자', 'KPI(핵심 성과 지표)', 'Microsoft 공인 강사(MCT)', '제품 라이선스'],
  ],
  [
    'zh-CN',
    everything,
    ['周年日期', '续订期', '宽限期', '续订提醒', '权益', '年费', '会员产品/服务', '合作伙伴中心', '产品许可证'],
  ],
  [
    'zh-CN',
    everything,
    ['全局管理员', '帐户管理员', 'KPI（关键绩效指标）', 'Microsoft 认证讲师（MCT）', '内部使用权利'],
  ],
  [
    'zh-TW',
    everything,
    ['週年日', '續約期間', '寬限期', '續約提醒', '權益', '年費', '成員資格供應項目', '合作夥伴中心', '產品授權'],
  ],
  [
    'zh-TW',
    everything,
    ['全域系統管理員', '帳戶管理員', 'KPI（關鍵績效指標）', 'Microsoft 認證講師（MCT）', '內部使用權利'],
  ],
  ['ko-KR', expired(), ['만료 날짜', '학습 파트너 디렉터리', '디렉터리 등재']],
  ['zh-CN', expired(), ['到期日期', '学习合作伙伴目录', '目录信息']],
  ['zh-TW', expired(), ['到期日', '學習合作夥伴目錄', '目錄刊登']],
  ['ko-KR', renewed({ kind: 'reinstated' }), ['다시 활성화']],
  ['zh-CN', renewed({ kind: 'reinstated' }), ['重新激活']],
  ['zh-TW', renewed({ kind: 'reinstated' }), ['重新啟用']],
  ['en', listingIncomplete(), ['third week', 'no competitors are shown', 'Landing page']],
  ['ko-KR', listingIncomplete(), ['셋째 주', '경쟁사를 표시하지 않음', '방문 페이지']],
  ['zh-CN', listingIncomplete(), ['第三周', '不显示竞争对手', '着陆页']],
  ['zh-TW', listingIncomplete(), ['第三週', '不顯示競爭者', '登陸頁']],
];

describe('the terms of the program', () => {
  it.each(TERMS)('%s, %o', (locale, content, terms) => {
    const mail = written(content, locale);
    for (const term of terms) expect(mail).toContain(term);
  });
});
