import { describe, expect, it } from 'vitest';
import type { EndingLicence } from '../../../../shared/domain/benefits/ending-licences.ts';
import { LOCALES } from '../../../../shared/domain/partners/partner.ts';
import { compose, visible } from '../samples/all-contents.ts';
import { expired, renewal } from '../samples/contents.ts';
import { ALL_LICENCES } from '../samples/parts.ts';

const WORDS = {
  en: [
    'Microsoft 365 E3: Token T-25, 1,250 seats',
    'Azure: Token T-1, 1 seat',
    'Windows Server: Multiple activation key (MAK) K-1, 7 activations left',
    'Visual Studio Enterprise: Subscription S-1, assigned to kim@contoso.example',
    'Visual Studio Professional: Subscription S-2, not assigned',
  ],
  'ko-KR': [
    'Microsoft 365 E3: 토큰 T-25, 사용자 라이선스(시트) 1,250개',
    'Azure: 토큰 T-1, 사용자 라이선스(시트) 1개',
    'Windows Server: 복수 정품 인증 키(MAK) K-1, 남은 정품 인증 횟수 7회',
    'Visual Studio Enterprise: 구독 S-1, 할당된 사용자: kim@contoso.example',
    'Visual Studio Professional: 구독 S-2, 할당된 사용자 없음',
  ],
  'zh-CN': [
    'Microsoft 365 E3：令牌 T-25，1,250 个席位',
    'Azure：令牌 T-1，1 个席位',
    'Windows Server：多次激活密钥（MAK）K-1，剩余 7 次激活',
    'Visual Studio Enterprise：订阅 S-1，已分配给 kim@contoso.example',
    'Visual Studio Professional：订阅 S-2，尚未分配',
  ],
  'zh-TW': [
    'Microsoft 365 E3：兌換代碼 T-25，授權數 1,250',
    'Azure：兌換代碼 T-1，授權數 1',
    'Windows Server：多次啟用金鑰（MAK）K-1，剩餘 7 次啟用',
    'Visual Studio Enterprise：訂閱 S-1，已指派給 kim@contoso.example',
    'Visual Studio Professional：訂閱 S-2，尚未指派',
  ],
};
const MORE = { en: 'And 3 more', 'ko-KR': '그 외 3개', 'zh-CN': '另有 3 项', 'zh-TW': '另有 3 項' };

const tokens = (count: number): EndingLicence[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ kind: 'token', tokenId: `T-${index + 1}.`, product: 'Azure', needsKey: false, seats: 5 },
  }));

/** R-LIC-7: Windows Server takes a product key, Azure does not. */
const WITH_KEY = {
  en: 'Windows Server: Token T-2, 1 seat (needs a product key and activation)',
  'ko-KR': 'Windows Server: 토큰 T-2, 사용자 라이선스(시트) 1개(제품 키 및 정품 인증 필요)',
  'zh-CN': 'Windows Server：令牌 T-2，1 个席位（需要产品密钥和激活）',
  'zh-TW': 'Windows Server：兌換代碼 T-2，授權數 1（需要產品金鑰和啟用）',
};

describe.each(LOCALES)('R-LIC-6: the benefits that end, in %s', (locale) => {
  it('are named in the expiry notice and in reminders', () => {
    for (const content of [expired({ licences: ALL_LICENCES }), renewal({ licences: ALL_LICENCES })]) {
      const { text, html } = compose(content, locale);
      for (const line of WORDS[locale]) expect(text).toContain(`- ${line}\n`);
      for (const { tokenId } of ALL_LICENCES) expect(visible(html)).toContain(tokenId);
    }
  });

  it('are all in the expiry notice, and the first ten in a reminder', () => {
    const ids = (text: string) => text.match(/T-\d+\./g)?.length;
    expect(ids(compose(expired({ licences: tokens(13) }), locale).text)).toBe(13);
    const short = compose(renewal({ licences: tokens(13) }), locale).text;
    expect(ids(short)).toBe(10);
    expect(short).toContain(`- ${MORE[locale]}\n`);
    const whole = compose(renewal({ licences: tokens(10) }), locale).text;
    expect(ids(whole)).toBe(10);
    expect(whole).not.toContain(MORE[locale].replace('3', '0'));
  });

  it('R-LIC-7: say so if they take a product key and an activation', () => {
    const of = (needsKey: boolean): EndingLicence[] => [
      { kind: 'token', tokenId: 'T-2', product: 'Windows Server', needsKey, seats: 1 },
    ];
    for (const content of [expired({ licences: of(true) }), renewal({ licences: of(true) })])
      expect(compose(content, locale).text).toContain(`- ${WITH_KEY[locale]}\n`);
    expect(compose(expired({ licences: of(false) }), locale).text).not.toContain(WITH_KEY[locale]);
  });

  it('are not mentioned if there are none', () => {
    const { text } = compose(expired(), locale);
    for (const line of WORDS[locale]) expect(text).not.toContain(line);
  });
});

it('a product with a hostile name is shown without harm', () => {
  const product = '<img src=x onerror=alert(1)>\u202e\n- fake';
  const licences: EndingLicence[] = [{ kind: 'token', tokenId: 'T-1', product, needsKey: false, seats: 1 }];
  const { text, html } = compose(expired({ licences }));
  expect(html).not.toContain('<img');
  expect(text).not.toMatch(/\u202e|\n- fake/);
  expect(text).toContain('- <img src=x onerror=alert(1)> - fake: Token T-1, 1 seat\n');
});
