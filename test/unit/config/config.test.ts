import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProgramConfig } from '../../../shared/domain/config/program-config.ts';
import { formatProblem } from '../../../shared/domain/core/problem.ts';

const YEAR = { from: '2026-07-01', to: '2027-06-30', requirements: [] };
const NEXT = { from: '2027-07-01', to: '2028-06-30', requirements: [] };
const GOLD = { competency: 'Data Analytics', level: 'gold', learningOption: true, kpi: '60.50', mct: 4 };
const EXTENSION = {
  id: '2021-h1',
  anniversaryFrom: '2021-01-01',
  anniversaryTo: '2021-06-30',
  offers: ['competency', 'advanced-specialization'],
  exceptCompetencies: ['Cloud Business Applications'],
};

const configOf = (json: unknown) => {
  const parsed = parseProgramConfig(json);
  if ('problems' in parsed) throw new Error(parsed.problems.map(formatProblem).join('\n'));
  return parsed.config;
};
const problemsOf = (json: unknown) => {
  const parsed = parseProgramConfig(json);
  return 'problems' in parsed ? parsed.problems.map(formatProblem) : [];
};
const withRequirement = (...requirements: unknown[]) => ({ programYears: [{ ...YEAR, requirements }] });

describe('a valid configuration', () => {
  it('has a default for everything but programYears', () => {
    expect(configOf({ programYears: [] })).toEqual({
      timeZone: 'UTC',
      noticeStages: [-30, -15, -1, 1, 15, 23, 30],
      profileReviewMaxAgeDays: 90,
      upgradeDiscountPercent: 25,
      actionPackDiscountPercent: 0,
      unansweredMails: 'send-again',
      bouncesInARow: 3,
      setAsideAfterDays: 7,
      activatedProducts: ['Windows Server', 'Windows', 'Office'],
      microsoftHosts: ['microsoft.com', 'azure.com'],
      extensions: [],
      programYears: [],
    });
  });

  it('is the document of docs/reference.md', () => {
    const config = configOf({
      timeZone: 'Asia/Seoul',
      noticeStages: [30, -30, 1],
      profileReviewMaxAgeDays: 60,
      upgradeDiscountPercent: 10,
      unansweredMails: 'leave',
      bouncesInARow: 5,
      setAsideAfterDays: 14,
      microsoftHosts: ['Microsoft.com'],
      extensions: [EXTENSION],
      programYears: [{ ...YEAR, requirements: [{ ...GOLD, paths: [] }] }, NEXT],
    });
    expect(config).toMatchObject({
      timeZone: 'Asia/Seoul',
      noticeStages: [-30, 1, 30],
      microsoftHosts: ['microsoft.com'],
    });
    expect(config.extensions).toEqual([EXTENSION]);
    expect(config.programYears[0]?.requirements).toEqual([{ ...GOLD, kpi: '60.5', paths: [] }]);
  });

  it('needs nothing that a requirement leaves out', () => {
    const [year] = configOf(withRequirement({ competency: 'Kubernetes' })).programYears;
    expect(year?.requirements).toEqual([{ competency: 'Kubernetes', level: null, learningOption: false, paths: [] }]);
  });

  it.each(['', null])('accepts the level %j as none', (level) => {
    const [year] = configOf(withRequirement({ competency: 'Kubernetes', level })).programYears;
    expect(year?.requirements[0]?.level).toBeNull();
  });

  it('has paths of skills and performance (R-COMP-1)', () => {
    const paths = [
      { skills: [{ certification: 'AZ-400', people: 2 }] },
      { performance: [{ metric: 'active-usage', value: '5000.0' }] },
    ];
    const [year] = configOf(withRequirement({ ...GOLD, paths })).programYears;
    expect(year?.requirements[0]?.paths).toEqual([
      { skills: [{ certification: 'AZ-400', people: 2 }], performance: [] },
      { skills: [], performance: [{ metric: 'active-usage', value: '5000' }] },
    ]);
  });

  it('names its Action Pack in English where another language is left out', () => {
    const names = { program: 'CPN', actionPack: { en: 'Contoso Pack', 'ko-KR': '콘토소 팩' } };
    const actionPack = { en: 'Contoso Pack', 'ko-KR': '콘토소 팩', 'zh-CN': 'Contoso Pack', 'zh-TW': 'Contoso Pack' };
    expect(configOf({ programYears: [], names }).names).toEqual({ program: 'CPN', actionPack });
  });

  it('has an annual fee for each offer and level, in one currency', () => {
    const amounts = [
      { offer: 'action-pack', amount: '475.50' },
      { offer: 'competency', level: 'gold', amount: '4730' },
    ];
    expect(configOf({ programYears: [], fees: { currency: 'USD', amounts } }).fees).toEqual({
      currency: 'USD',
      amounts: [
        { offer: 'action-pack', amount: '475.5' },
        { offer: 'competency', level: 'gold', amount: '4730' },
      ],
    });
  });

  it('says whom to ask, and where each thing is done', () => {
    const support = { email: 'help@contoso.example' };
    const actionUrls = {
      pay: 'https://contoso.example/{partnerId}/pay?membership={membershipId}',
      directory: 'https://contoso.example/directory#{partnerId}',
    };
    expect(configOf({ programYears: [], support, actionUrls })).toMatchObject({ support, actionUrls });
  });

  it('accepts days between program years, and any order of them', () => {
    expect(configOf({ programYears: [{ ...NEXT, from: '2027-07-02' }, YEAR] }).programYears).toHaveLength(2);
  });
});

describe('an invalid configuration is refused with field, value and what is allowed', () => {
  const DATE = 'a date that exists, written YYYY-MM-DD, from 1900 to 2999';
  const ZONE = 'a time zone of the IANA database, e.g. UTC or Asia/Seoul';
  const FIELDS =
    'timeZone, noticeStages, profileReviewMaxAgeDays, upgradeDiscountPercent, actionPackDiscountPercent, unansweredMails, bouncesInARow, setAsideAfterDays, activatedProducts, microsoftHosts, extensions, names, fees, support, actionUrls, programYears';

  it.each<[unknown, string]>([
    [{}, 'programYears: got nothing; allowed: a list of 0 to 100'],
    [[], `got []; allowed: an object with the fields ${FIELDS}`],
    [{ programYears: [], timezone: 'UTC' }, `timezone: got an unknown field ("UTC"); allowed: the fields ${FIELDS}`],
    [{ programYears: [], timeZone: 'Mars/Olympus' }, `timeZone: got "Mars/Olympus"; allowed: ${ZONE}`],
    [{ programYears: [], timeZone: '+09:00' }, `timeZone: got "+09:00"; allowed: ${ZONE}`],
    [{ programYears: [], noticeStages: [] }, 'noticeStages: got []; allowed: a list of 1 to 396'],
    [{ programYears: [], noticeStages: [1, 1] }, 'noticeStages: got [1,1]; allowed: every stage once'],
    [{ programYears: [], noticeStages: [31] }, 'noticeStages[0]: got 31; allowed: a whole number from -365 to 30'],
    [{ programYears: [], noticeStages: [1.5] }, 'noticeStages[0]: got 1.5; allowed: a whole number from -365 to 30'],
    [
      { programYears: [], upgradeDiscountPercent: 101 },
      'upgradeDiscountPercent: got 101; allowed: a whole number from 0 to 100',
    ],
    [{ programYears: [], bouncesInARow: 0 }, 'bouncesInARow: got 0; allowed: a whole number from 1 to 20'],
    [{ programYears: [], setAsideAfterDays: 0 }, 'setAsideAfterDays: got 0; allowed: a whole number from 1 to 90'],
    [{ programYears: [], setAsideAfterDays: 91 }, 'setAsideAfterDays: got 91; allowed: a whole number from 1 to 90'],
    [
      { programYears: [], microsoftHosts: ['https://azure.com'] },
      'microsoftHosts[0]: got "https://azure.com"; allowed: a host name, e.g. microsoft.com',
    ],
    [{ programYears: [{ ...YEAR, to: '2027-02-29' }] }, `programYears[0].to: got "2027-02-29"; allowed: ${DATE}`],
    [
      { programYears: [{ ...YEAR, to: '2026-06-30' }] },
      'programYears[0].to: got "2026-06-30"; allowed: 2026-07-01 (from) or later',
    ],
    [
      { programYears: [{ ...NEXT, from: '2027-06-30' }, YEAR] },
      'programYears[0].from: got "2027-06-30"; allowed: program years that do not overlap: a day after 2027-06-30, the end of programYears[1]',
    ],
    [
      { programYears: [YEAR, YEAR] },
      'programYears[1].from: got "2026-07-01"; allowed: program years that do not overlap: a day after 2027-06-30, the end of programYears[0]',
    ],
    [
      withRequirement({ ...GOLD, level: 'bronze' }),
      'programYears[0].requirements[0].level: got "bronze"; allowed: one of silver, gold, or nothing for an advanced specialization',
    ],
    [
      withRequirement({ ...GOLD, kpi: 60 }),
      'programYears[0].requirements[0].kpi: got 60; allowed: a decimal number of 0 or more as text, with a point and no sign, at most 15 digits before the point and 10 after it',
    ],
    [
      withRequirement({ ...GOLD, mct: -1 }),
      'programYears[0].requirements[0].mct: got -1; allowed: a whole number from 0 to 1000000',
    ],
    [
      withRequirement(GOLD, { ...GOLD, kpi: '1' }),
      'programYears[0].requirements[1].competency: got "Data Analytics"; allowed: each competency, level and learningOption once a program year (requirements[0] is the same)',
    ],
    [
      withRequirement({ ...GOLD, paths: [{}] }),
      'programYears[0].requirements[0].paths[0]: got {}; allowed: a path with at least one goal in skills or performance',
    ],
    [
      { programYears: [], extensions: [{ ...EXTENSION, anniversaryTo: '2020-12-31' }] },
      'extensions[0].anniversaryTo: got "2020-12-31"; allowed: 2021-01-01 (anniversaryFrom) or later',
    ],
    [
      { programYears: [], extensions: [EXTENSION, EXTENSION] },
      'extensions[1].id: got "2021-h1"; allowed: an id of its own (extensions[0] has it)',
    ],
    [
      { programYears: [], fees: { currency: 'usd', amounts: [{ offer: 'action-pack', amount: '475' }] } },
      'fees.currency: got "usd"; allowed: an ISO 4217 code of a currency, e.g. USD',
    ],
    [
      { programYears: [], fees: { currency: 'USD', amounts: [{ offer: 'competency', amount: '475' }] } },
      'fees.amounts[0].level: got nothing; allowed: one of silver, gold for offer competency',
    ],
    [
      {
        programYears: [],
        fees: { currency: 'USD', amounts: [{ offer: 'action-pack', level: 'gold', amount: '475' }] },
      },
      'fees.amounts[0].level: got "gold"; allowed: nothing for offer action-pack',
    ],
    [
      {
        programYears: [],
        fees: {
          currency: 'USD',
          amounts: [
            { offer: 'competency', level: 'gold', amount: '4730' },
            { offer: 'competency', level: 'silver', amount: '1670' },
            { offer: 'competency', level: 'gold', amount: '4731' },
          ],
        },
      },
      'fees.amounts[2].offer: got "competency"; allowed: each offer and level once (amounts[0] is the same)',
    ],
    [
      { programYears: [], fees: { currency: 'KRW', amounts: [{ offer: 'action-pack', amount: '600000.5' }] } },
      'fees.amounts[0].amount: got "600000.5"; allowed: an amount with at most 0 digits after the point, as KRW has',
    ],
    [
      { programYears: [], support: { name: 'Desk' } },
      'support: got {"name":"Desk"}; allowed: an email or a url, or both',
    ],
    [
      { programYears: [], support: { url: 'https://ann:secret@help.example/' } },
      'support.url: got "https://…@help.example/"; allowed: an https URL without credentials',
    ],
    [
      { programYears: [], actionUrls: { pay: 'https://{partnerId}.contoso.example/' } },
      'actionUrls.pay: got "https://{partnerId}.contoso.example/"; allowed: an https URL without credentials, after its host {partnerId} and {membershipId} and nothing else in braces',
    ],
    [
      { programYears: [], actionUrls: { directory: 'https://contoso.example/{membershipId}' } },
      'actionUrls.directory: got "https://contoso.example/{membershipId}"; allowed: an https URL without credentials, after its host {partnerId} and nothing else in braces',
    ],
    [
      { programYears: [], actionUrls: { pay: 'https://ann:secret@contoso.example/{partnerId}' } },
      'actionUrls.pay: got "https://…@contoso.example/{partnerId}"; allowed: an https URL without credentials, after its host {partnerId} and {membershipId} and nothing else in braces',
    ],
    [
      { programYears: [], names: { program: 'CPN', actionPack: 'Contoso Pack' } },
      'names.actionPack: got "Contoso Pack"; allowed: an object with the fields en, ko-KR, zh-CN, zh-TW',
    ],
    [
      { programYears: [], extensions: [{ ...EXTENSION, offers: ['competencies'] }] },
      'extensions[0].offers[0]: got "competencies"; allowed: one of action-pack, learning-action-pack, competency, advanced-specialization',
    ],
  ])('%j', (json, problem) => {
    const said = problem.startsWith('got') ? `program.json: ${problem}` : `program.json, ${problem}`;
    expect(problemsOf(json)).toEqual([said]);
  });

  it('a program year within a longer one is an overlap', () => {
    const long = { ...YEAR, to: '2030-06-30' };
    expect(problemsOf({ programYears: [long, NEXT, { ...NEXT, from: '2029-07-01', to: '2030-06-30' }] })).toHaveLength(
      2,
    );
  });
});

it('any JSON is read as a configuration, or as problems of one line each', () => {
  const json = fc.oneof(
    fc.jsonValue(),
    fc.record({ programYears: fc.jsonValue(), timeZone: fc.string(), noticeStages: fc.array(fc.integer()) }),
    fc.record({
      programYears: fc.array(
        fc.record({
          from: fc.constantFrom('2026-07-01', '2027-07-01', '2028-02-29'),
          to: fc.constantFrom('2027-06-30', '2028-06-30'),
          requirements: fc.array(fc.jsonValue()),
        }),
      ),
    }),
  );
  fc.assert(
    fc.property(json, (given) => {
      for (const problem of problemsOf(given)) expect(problem).toMatch(/^program\.json(, .+)?: got .+; allowed: .+$/);
    }),
  );
});
