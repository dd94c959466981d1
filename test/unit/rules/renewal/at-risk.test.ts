import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import type { KpiRevision } from '../../../../shared/domain/eligibility/kpi-revision.ts';
import type { Membership } from '../../../../shared/domain/memberships/membership.ts';
import type { Employee } from '../../../../shared/domain/people/employee.ts';
import { emptySkills, type Figure } from '../../../../shared/domain/people/skills.ts';
import { type AtRiskInputs, atRiskContent } from '../../../../shared/domain/renewal/at-risk-notice.ts';
import type { ChangeRecords } from '../../../../shared/domain/renewal/causes/risk-cause.ts';
import { isCurrent } from '../../../../shared/domain/renewal/is-current.ts';
import type { RenewalFacts } from '../../../../shared/domain/renewal/renewal-facts.ts';
import { decideStanding } from '../../../../shared/domain/renewal/standing.ts';
import { date, facts, GOLD_LEARNING, LAP, membership, on, partner } from '../support.ts';
import { asking, evaluate, factsOf, holder, keysOf, PLAIN_GOLD } from './risk-support.ts';

// Anniversary 2027-09-01, window 2027-09-02 … 2027-10-01.
describe('R-COMP-5: KPI that are awaited', () => {
  const withKpi = { config: asking(1, '60') };
  const published = { ...facts().kpi, publishedThrough: '2027-08' as CivilMonth };
  const due = membership({ terms: GOLD_LEARNING, evaluateOn: date('2027-02-01') });
  const standingOn = (before: Membership, day: string, employees: Employee[], fields: Partial<RenewalFacts> = {}) =>
    decideStanding(factsOf({ ...before, evaluateOn: date(day) }, employees, { ...withKpi, ...fields }), on(day))
      .membership;
  const pending = standingOn(due, '2027-02-01', [holder('E-1')]);

  it('are no loss; decided as not met they are one', () => {
    expect([pending.standing?.state, keysOf(pending)]).toEqual(['pending', []]);
    const short = standingOn(pending, '2027-09-16', [holder('E-1')], { kpi: published });
    expect(short.standing).toMatchObject({ state: 'at-risk', awaitsKpi: false });
    expect(keysOf(short)).toEqual(['at-risk-2027-09-16']);
  });

  it('are lost after people were, and told for themselves', () => {
    const left = standingOn(pending, '2027-09-10', []);
    expect(left.standing).toMatchObject({ state: 'at-risk', awaitsKpi: true });
    expect(keysOf(left)).toEqual(['at-risk-2027-09-10']);
    const short = standingOn(left, '2027-09-16', [], { kpi: published });
    expect(keysOf(short)).toEqual(['at-risk-2027-09-10', 'at-risk-2027-09-16']);
    expect(short.standing?.since).toBe('2027-09-10');
    expect(keysOf(standingOn(short, '2027-09-17', [], { kpi: published }))).toHaveLength(2);
  });

  it('are no further loss where people are missing, if they suffice', () => {
    const left = standingOn(pending, '2027-09-10', []);
    const months = { '2027-03': { kpi: '60', revenue: {} } };
    expect(keysOf(standingOn(left, '2027-09-16', [], { kpi: { ...published, months } }))).toHaveLength(1);
  });

  const revision = (day: string, before: string, after: string, fields: Partial<KpiRevision> = {}): KpiRevision => ({
    ...{ on: date(day), runId: `r-${day}`, at: `${day}T06:00:00Z`, how: 'recorded', more: 0 },
    lines: [
      { name: 'C-1/1', documentType: 'credit-note' },
      { name: 'I-9/1', documentType: 'invoice' },
    ],
    ...{ months: [{ month: '2027-03' as CivilMonth, before, after }], kpi: after, revenue: {}, renewals: [] },
    ...fields,
  });
  const recorded = (...kept: KpiRevision[]): ChangeRecords => ({
    employees: [],
    kpiReports: [
      {
        ...{ partnerId: 'P-1', publishedOn: date('2027-09-15'), runId: 'k', at: null, from: '2026-09' as CivilMonth },
        ...{ to: '2027-08' as CivilMonth, kpi: '', revenue: {}, renewals: [], revisions: { kept, forgotten: 0 } },
      },
    ],
  });
  const withSum = (kpi: string) => ({ ...published, months: { '2027-03': { kpi, revenue: {} } } });
  const told = (before: Membership, have: string, changes: ChangeRecords) => {
    const { notices } = standingOn(before, '2027-09-18', [holder('E-1')], { kpi: withSum(have), changes });
    return notices['at-risk-2027-09-18']?.inputs;
  };

  it('are decided by the refresh: the renewal is at risk from its day on', () => {
    const decided = { since: '2027-09-15', causes: [{ code: 'kpi-decided', on: '2027-09-15' }] };
    expect(told(pending, '59', recorded())).toMatchObject(decided);
    // A line that was added later, and did not suffice either, is no cause.
    expect(told(pending, '59', recorded(revision('2027-09-16', '50', '59')))).toMatchObject(decided);
  });

  it('R-KPI-12: are lost by the change that took too much', () => {
    const enough = standingOn(pending, '2027-09-15', [holder('E-1')], { kpi: withSum('61') });
    expect(enough.standing?.state).toBe('met');
    const three = recorded(
      revision('2027-09-16', '61', '60.5', { lines: [{ name: 'C-0/1', documentType: 'credit-note' }] }),
      revision('2027-09-17', '60.5', '59.5'),
      revision('2027-09-18', '59.5', '59', { how: 'corrected' }),
    );
    const second = { code: 'credited', on: '2027-09-17', lines: ['C-1/1'] };
    expect(told(enough, '59', three)).toMatchObject({ since: '2027-09-17', causes: [second] });
    const corrected = recorded(revision('2027-09-18', '61', '59', { how: 'corrected' }));
    expect(told(enough, '59', corrected)?.causes).toMatchObject([{ code: 'corrected', lines: ['C-1/1', 'I-9/1'] }]);
    // Nothing is guessed where the records do not say.
    expect(told(enough, '59', recorded())).toMatchObject({ since: '2027-09-18', causes: [] });
  });
});

describe('R-COMP-5: the cause of a loss', () => {
  const before = evaluate([holder('E-1')], '2027-02-01').membership;
  const told = (employees: Employee[], day = '2027-03-10', fields: Partial<RenewalFacts> = {}) => {
    const changes = { employees, kpiReports: [] };
    const given = factsOf({ ...before, evaluateOn: date(day) }, employees, { changes, ...fields });
    return decideStanding(given, on(day)).membership.notices[`at-risk-${day}`];
  };
  const ada = (fields: Partial<Employee>): Employee => ({ ...holder('E-1', '2027-03-09'), name: 'Ada', ...fields });
  const who = { employeeId: 'E-1', name: 'Ada', certifications: ['AZ-400'] };
  const elsewhere = { partnerId: 'P-2', from: date('2027-03-09'), until: null, began: null, ended: null };

  it('is an employee who left, or was associated with another organisation', () => {
    const left = told([ada({})]);
    expect(left?.inputs).toMatchObject({ since: '2027-03-09', causes: [{ code: 'left', on: '2027-03-09', ...who }] });
    expect(left?.reason).toBe(
      'renewal is at risk since 2027-03-09: 0 of 1 people with AZ-400; because E-1 left on 2027-03-09',
    );
    const severed = told([ada({ associations: [...ada({}).associations, elsewhere] })]);
    expect(severed?.inputs.causes).toEqual([{ code: 'severed', on: '2027-03-09', ...who }]);
    expect(severed?.reason).toContain('because E-1 was associated with another organisation on 2027-03-09');
  });

  it('is an achievement that expired', () => {
    const expiring = { certification: 'AZ-400', completedOn: date('2026-01-01'), expiresOn: date('2027-03-10') };
    const { inputs, reason } = told([{ ...holder('E-1'), achievements: [expiring] }]) ?? {};
    expect(inputs?.causes).toMatchObject([{ code: 'expired', on: '2027-03-10', certifications: ['AZ-400'] }]);
    expect(reason).toContain('because AZ-400 of E-1 expired on 2027-03-10');
  });

  it('is what made it too few, not what left enough before, nor what does not count for it', () => {
    const other = [{ certification: 'MB-1', completedOn: date('2026-01-01'), expiresOn: date('2027-03-09') }];
    const employees = [
      holder('E-0', '2027-03-05'),
      ada({}),
      ada({ employeeId: 'E-2', achievements: other }),
      ada({ employeeId: 'E-3', associations: [elsewhere] }),
    ];
    expect(told(employees)?.inputs.causes).toEqual([{ code: 'left', on: '2027-03-09', ...who }]);
  });

  describe('is told, of figures', () => {
    const revenue = { skills: [], performance: [{ metric: 'revenue' as const, value: '100' }] };
    const programYears = asking(1).programYears.map((year) => ({
      ...year,
      requirements: year.requirements.map((each) => ({ ...each, paths: [...each.paths, revenue] })),
    }));
    const measured = (value: string, day: string) =>
      ({ competency: 'DevOps', metric: 'revenue', value, measuredOn: date(day) }) as const;
    const toldOf = (figures: Figure[]) => {
      const skills = { ...emptySkills('P-1'), figures };
      return told([], '2027-03-10', { skills, config: { ...asking(1), programYears } });
    };

    it('is one that fell', () => {
      const risk = toldOf([measured('150', '2027-01-05'), measured('99', '2027-03-08')]);
      expect(risk?.inputs).toMatchObject({
        since: '2027-03-08',
        shortfalls: [{ code: 'paths' }],
        causes: [{ code: 'figure', on: '2027-03-08', metric: 'revenue', before: '150', after: '99' }],
      });
      expect(risk?.reason).toBe(
        'renewal is at risk since 2027-03-08: 0 of 1 people with AZ-400, or revenue 99 of 100; because revenue fell from 150 to 99 on 2027-03-08',
      );
    });

    it('R-MRG-6: is, after a merge, the sum that fell', () => {
      const own = (value: string, day: string) => ({ ...measured(value, day), partnerIds: ['P-1'] });
      const other = { ...measured('60', '2027-01-20'), partnerIds: ['P-2'] };
      expect(toldOf([own('90', '2027-01-05'), other, own('30', '2027-03-08')])?.inputs).toMatchObject({
        causes: [{ code: 'figure', on: '2027-03-08', before: '150', after: '90' }],
      });
    });
  });

  it('is a lower number of trainers, from the day on which it was recorded', () => {
    const change = (day: string, from: number, to: number) => ({
      ...{ on: date(day), stamp: null, what: 'partner-changed', rule: 'none', reason: '' },
      inputs: { mctCount: { before: from, after: to } },
    });
    const changes = [change('2027-02-20', 1, 2), change('2027-03-07', 2, 0)];
    const alone = partner({ mctCount: 0, history: { changes, forgotten: 0 } });
    // Nobody has looked at it since it came into force on 2027-02-01.
    const lap = membership({ terms: LAP, evaluateOn: date('2027-02-01') });
    const { notices, standing } = decideStanding(
      facts({ membership: lap, partner: alone }),
      on('2027-03-10'),
    ).membership;
    expect(standing?.since).toBe('2027-03-07');
    const notice = notices['at-risk-2027-03-10'];
    expect(notice?.inputs.causes).toEqual([{ code: 'mct', on: '2027-03-07', before: 2, after: 0 }]);
    expect(notice?.reason).toContain('the MCTs fell from 2 to 0 on 2027-03-07');
  });

  it('is not guessed: without a record there is none', () => {
    const nobody = told([], '2027-03-10');
    expect(nobody?.inputs).toMatchObject({ since: '2027-03-10', causes: [] });
    expect(nobody?.reason).toBe('renewal is at risk since 2027-03-10: 0 of 1 people with AZ-400');
  });

  it('has a notice of its own where it is lost twice in a day', () => {
    const first = evaluate([], '2027-03-10', before).membership;
    const again = evaluate([], '2027-03-10', { ...first, standing: before.standing }).membership;
    expect(keysOf(again)).toEqual(['at-risk-2027-03-10', 'at-risk-2027-03-10-2']);
  });
});

describe('R-NOT-9: a loss after the window (2027-10-01)', () => {
  const before = evaluate([holder('E-1')], '2027-02-01').membership;

  it('is told on its last day, and to nobody after it', () => {
    expect(keysOf(evaluate([], '2027-10-01', before).membership)).toEqual(['at-risk-2027-10-01']);
    const { membership: after, decisions } = evaluate([], '2027-10-02', before);
    expect([keysOf(after), decisions, after.evaluateOn, after.standing]).toEqual([[], [], null, before.standing]);
  });

  it('is not sent late, nor once it is met again', () => {
    const lost = evaluate([], '2027-09-30', before).membership;
    const isTrue = (employees: Employee[], day: string) =>
      isCurrent(factsOf(lost, employees), 'at-risk-2027-09-30', date(day));
    expect(isTrue([], '2027-10-01')).toBe(true);
    expect(isTrue([], '2027-10-02')).toBe(false);
    expect(isTrue([holder('E-2')], '2027-10-01')).toBe(false);
  });

  it('says what is missing on the day on which it is sent', () => {
    const lost = evaluate([], '2027-03-10', before).membership;
    const given = factsOf(lost, [holder('E-2')], { config: asking(3) });
    const inputs = lost.notices['at-risk-2027-03-10']?.inputs as AtRiskInputs;
    expect(atRiskContent(given, inputs, date('2027-03-11'))).toMatchObject({
      since: '2027-03-10',
      missing: [{ code: 'exams', have: 1, need: 3 }],
    });
  });
});

describe('R-COMP-5: a membership that nobody has looked at', () => {
  it('was eligible on some day since it became due: its admins are told', () => {
    const fresh = membership({ terms: PLAIN_GOLD, evaluateOn: date('2027-03-01') });
    const told = (...employees: Employee[]) =>
      keysOf(decideStanding(factsOf(fresh, employees), on('2027-03-09')).membership).length;
    expect(told(holder('E-1', '2027-03-05'))).toBe(1);
    expect(told(holder('E-1', '2027-02-28'))).toBe(0);
    // It began to count in between, and ceased to.
    const achievements = [{ certification: 'AZ-400', completedOn: date('2027-03-03'), expiresOn: null }];
    expect(told({ ...holder('E-2', '2027-03-07'), achievements })).toBe(1);
  });
});
