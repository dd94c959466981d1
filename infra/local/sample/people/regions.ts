import type { Random } from '../random.ts';

/** How companies and people are named there. */
export type Naming = 'latin' | 'korean' | 'simplified' | 'traditional';

export type Region = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly naming: Naming;
  /** What most people there would choose; `de-DE`, `fr-FR`, `pt-BR` and `zh-HK` fall back to English (R-ROLE-1). */
  readonly locale: string;
  /** Invoices come in this currency, and now and then in US dollars. */
  readonly currency: string;
  readonly legalForm: string;
};

const REGIONS: readonly (readonly [weight: number, region: Region])[] = [
  [22, { country: 'KR', naming: 'korean', locale: 'ko-KR', currency: 'KRW', legalForm: '주식회사' }],
  [21, { country: 'CN', naming: 'simplified', locale: 'zh-CN', currency: 'CNY', legalForm: '有限公司' }],
  [18, { country: 'TW', naming: 'traditional', locale: 'zh-TW', currency: 'TWD', legalForm: '股份有限公司' }],
  [14, { country: 'US', naming: 'latin', locale: 'en', currency: 'USD', legalForm: 'Inc.' }],
  [7, { country: 'DE', naming: 'latin', locale: 'de-DE', currency: 'EUR', legalForm: 'GmbH' }],
  [5, { country: 'FR', naming: 'latin', locale: 'fr-FR', currency: 'EUR', legalForm: 'SARL' }],
  [4, { country: 'IE', naming: 'latin', locale: 'en', currency: 'EUR', legalForm: 'Ltd' }],
  [4, { country: 'SG', naming: 'latin', locale: 'en', currency: 'USD', legalForm: 'Pte. Ltd.' }],
  [3, { country: 'HK', naming: 'traditional', locale: 'zh-HK', currency: 'USD', legalForm: '有限公司' }],
  [2, { country: 'BR', naming: 'latin', locale: 'pt-BR', currency: 'USD', legalForm: 'Ltda.' }],
];

export function drawRegion(random: Random): Region {
  return random.weighted(REGIONS);
}

/** Mostly the region's own locale, sometimes English, sometimes one that is not supported, sometimes left empty. */
export function drawLocale(random: Random, region: Region): string {
  return random.weighted([
    [86, region.locale],
    [8, 'en'],
    [3, 'fr-FR'],
    [3, ''],
  ]);
}
