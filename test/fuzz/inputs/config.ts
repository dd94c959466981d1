/** Good program configurations. */
import fc from 'fast-check';
import { decimal, words } from './values.ts';

const competency = fc.constantFrom('Data Analytics', 'DevOps', 'Cloud Business Applications');
const requirement = fc.record(
  {
    competency,
    level: fc.constantFrom('gold', 'silver', null),
    learningOption: fc.boolean(),
    kpi: decimal,
    mct: fc.nat(9),
    paths: fc.constant([{ skills: [{ certification: '70-778', people: 2 }], performance: [] }]),
  },
  { requiredKeys: ['competency'] },
);
const extension = fc.record({
  id: words,
  anniversaryFrom: fc.constant('2021-01-01'),
  anniversaryTo: fc.constantFrom('2021-01-01', '2021-06-30'),
  offers: fc.constant(['competency', 'advanced-specialization']),
  exceptCompetencies: fc.array(competency, { maxLength: 2 }),
});

const fees = fc.record({
  currency: fc.constantFrom('USD', 'EUR', 'TWD'),
  amounts: fc.constantFrom(
    [{ offer: 'action-pack', amount: '475.50' }],
    [
      { offer: 'competency', level: 'silver', amount: '1670' },
      { offer: 'competency', level: 'gold', amount: '4730' },
      { offer: 'advanced-specialization', amount: '0' },
    ],
  ),
});
const support = fc.record({ name: words, email: fc.constant('help@contoso.example') }, { requiredKeys: ['email'] });
const actionUrls = fc.record(
  {
    pay: fc.constantFrom('https://contoso.example/{partnerId}?m={membershipId}', 'https://contoso.example'),
    directory: fc.constant('https://contoso.example/directory#{partnerId}'),
  },
  { requiredKeys: [] },
);

/** Each as `JSON.parse` gives it. */
export const goodConfig: fc.Arbitrary<unknown> = fc
  .record(
    {
      timeZone: fc.constantFrom('UTC', 'Asia/Seoul', 'America/New_York'),
      noticeStages: fc.uniqueArray(fc.integer({ min: -365, max: 30 }), { minLength: 1, maxLength: 5 }),
      profileReviewMaxAgeDays: fc.nat(3650),
      upgradeDiscountPercent: fc.nat(100),
      actionPackDiscountPercent: fc.nat(100),
      microsoftHosts: fc.constantFrom(['microsoft.com'], []),
      extensions: fc.array(extension, { maxLength: 1 }),
      names: fc.record({ program: words, actionPack: fc.constant({ en: 'Contoso Pack', 'ko-KR': '콘토소 팩' }) }),
      fees,
      support,
      actionUrls,
      programYears: fc
        .uniqueArray(requirement, { maxLength: 3, selector: ({ competency: selected }) => selected })
        .map((requirements) => [{ from: '2026-07-01', to: '2027-06-30', requirements }]),
    },
    { requiredKeys: ['programYears'] },
  )
  .map((config) => JSON.parse(JSON.stringify(config)) as unknown);
