import { describe, expect, it } from 'vitest';
import type { Terms } from '../../../shared/domain/offers/terms.ts';
import type { Locale } from '../../../shared/domain/partners/partner.ts';
import { compose } from './samples/all-contents.ts';
import { expired } from './samples/contents.ts';
import { ACTION_PACK, LEARNING_ACTION_PACK, SILVER, SPECIALIZATION } from './samples/parts.ts';

const NAMED: [Locale, Terms, string][] = [
  ['en', ACTION_PACK, 'Microsoft Action Pack'],
  ['en', LEARNING_ACTION_PACK, 'Learning Action Pack'],
  ['en', SILVER, 'Silver Data Analytics competency with Learning option'],
  ['en', { ...SILVER, learningOption: false }, 'Silver Data Analytics competency held by'],
  ['en', SPECIALIZATION, 'Kubernetes advanced specialization'],
  ['ko-KR', ACTION_PACK, 'Microsoft Action Pack'],
  ['ko-KR', LEARNING_ACTION_PACK, '학습 Action Pack'],
  ['ko-KR', SILVER, '실버 Data Analytics 역량(학습 옵션 포함)'],
  ['ko-KR', SPECIALIZATION, 'Kubernetes 고급 특수화'],
  ['zh-CN', ACTION_PACK, 'Microsoft Action Pack'],
  ['zh-CN', LEARNING_ACTION_PACK, '学习 Action Pack'],
  ['zh-CN', SILVER, 'Data Analytics 银牌能力（含学习选项）'],
  ['zh-CN', SPECIALIZATION, 'Kubernetes 高级专业化'],
  ['zh-TW', ACTION_PACK, 'Microsoft 行動套件'],
  ['zh-TW', LEARNING_ACTION_PACK, '學習行動套件'],
  ['zh-TW', SILVER, 'Data Analytics 銀級專長認證（含學習選項）'],
  ['zh-TW', SPECIALIZATION, 'Kubernetes 進階專業化'],
];

describe('a membership is called by its name in the language', () => {
  it.each(NAMED)('%s, %o: %s', (locale, terms, name) => {
    expect(compose(expired({ terms }), locale).text).toContain(name);
  });
});
