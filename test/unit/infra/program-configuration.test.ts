import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { synthesized } from './synthesized.ts';

const SAMPLE = join(import.meta.dirname, '../../../infra/stages/program.sample.json');

/**
 * The templates with the sample's configuration, changed, as text: without the hashes of the bundles, beside which it
 * lies.
 */
function templatesWith(changes: object): string {
  const programConfigFile = join(mkdtempSync(join(tmpdir(), 'configuration-')), 'program.json');
  writeFileSync(programConfigFile, JSON.stringify({ ...JSON.parse(readFileSync(SAMPLE, 'utf8')), ...changes }));
  const { templates } = synthesized({ stage: 'local', programConfigFile });
  return JSON.stringify(templates).replaceAll(/\b[0-9a-f]{64}\b/g, 'HASH');
}

it('the templates take nothing from the program configuration but its time zone: bundles are shared by that', () => {
  const others = {
    noticeStages: [-30, 1, 30],
    profileReviewMaxAgeDays: 30,
    upgradeDiscountPercent: 10,
    actionPackDiscountPercent: 5,
    unansweredMails: 'leave',
    bouncesInARow: 5,
    setAsideAfterDays: 3,
    activatedProducts: [],
    microsoftHosts: ['microsoft.example'],
    extensions: [],
    names: { program: 'CPN', actionPack: { en: 'Contoso Pack' } },
    fees: { currency: 'KRW', amounts: [{ offer: 'action-pack', amount: '600000' }] },
    support: { email: 'help@contoso.example' },
    actionUrls: { pay: 'https://contoso.example/pay' },
    programYears: [],
  };
  expect(templatesWith(others)).toBe(templatesWith({}));
}, 60_000);
