/** People change while somebody else changes or counts them: nothing of it may be lost (R-COMP-2). */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../../shared/domain/core/calendar.ts';
import { newMembership } from '../../../shared/domain/memberships/new-membership.ts';
import { decideAssociation } from '../../../shared/domain/people/association.ts';
import { peopleOn, withFigure } from '../../../shared/domain/people/skills.ts';
import { openStore, type Store } from '../../../shared/store/store.ts';
import type { Table } from '../../../shared/store/table.ts';
import { changeEmployee } from '../../../shared/workflows/changes/change-employee.ts';
import { storeCountedSkills } from '../../../shared/workflows/changes/store-counted-skills.ts';
import { makeMembershipsDue } from '../../../shared/workflows/due/make-memberships-due.ts';
import { changeSkills } from '../../../shared/workflows/due/make-skills-due.ts';
import { readSkills } from '../../../shared/workflows/reads/skills.ts';
import { importRows, sampleConfig } from '../import/import-rows.ts';
import { startTestTables, type TestTables } from '../support/test-tables.ts';
import { RacedTable } from '../support/tripwire.ts';

let tables: TestTables;
let table: Table;
let store: Store;
beforeAll(async () => {
  tables = await startTestTables();
});
afterAll(() => tables.stop());

const config = sampleConfig();
const TODAY = civilDateOf('2027-02-01');
const LATER = civilDateOf('2027-02-10');
const CALL = { asOf: TODAY, runId: 'run-1', now: '2027-02-01T00:00:00Z' };
const E1 = { employeeId: 'E-1' };
const GOLD = { offer: 'competency', competency: 'DevOps', level: 'gold', learningOption: false } as const;

/** Three partners; Ada, who holds AZ-400, belongs to P-1. */
beforeEach(async () => {
  table = await tables.create();
  store = openStore(table, config);
  await importRows(store, 'partners', ['P-1,One,KR,,,1', 'P-2,Two,KR,,,1', 'P-3,Three,KR,,,1']);
  await importRows(store, 'employees', ['P-1,E-1,Ada,2026-01-01,', 'P-1,E-2,Bo,2026-01-01,']);
  await importRows(store, 'achievements', ['P-1,E-1,AZ-400,2026-01-01,', 'P-1,E-2,AZ-400,2026-01-01,']);
});

const associate = (target: Store, partnerId: string, employeeId = 'E-1') =>
  changeEmployee(target, employeeId, CALL, (known) =>
    decideAssociation(known, { employeeId, name: '', partnerId, from: TODAY }, TODAY),
  );

async function read(partnerId: string, target: Store = store) {
  return readSkills(target, partnerId, (await table.get(store.skills.key({ partnerId }))) ?? undefined);
}
const counted = async (partnerId: string): Promise<number> => peopleOn((await read(partnerId)).skills, 'AZ-400', LATER);

async function count(partnerId: string, target: Store = store): Promise<void> {
  const found = await read(partnerId, target);
  if (found.counted === null) throw new Error('there is nothing to count');
  await storeCountedSkills(target, found.counted);
}

/** Raced right before a write of an item whose sort key starts so. */
const raced = (sk: string, meanwhile: () => Promise<unknown>, nth = 1) => {
  const raced = new RacedTable(table, sk, meanwhile, nth);
  return { table: raced, store: openStore(raced, config) };
};

describe('R-COMP-2: an employee who is associated with two organisations at once', () => {
  it('belongs to one of them, and counts for that one alone', async () => {
    const race = raced('EMPLOYEE', () => associate(store, 'P-3'), 3);
    expect((await associate(race.store, 'P-2')).outcome).toBe('changed');
    expect(race.table.happened).toBe(true);
    const ada = await store.employees.get(E1);
    expect(ada?.value.associations.filter(({ until }) => until === null)).toMatchObject([{ partnerId: 'P-2' }]);
    expect(ada?.value.associations.map(({ partnerId }) => partnerId)).toEqual(['P-1', 'P-3', 'P-2']);
    expect([await counted('P-1'), await counted('P-2'), await counted('P-3')]).toEqual([1, 1, 0]);
  });

  it('is written once as an employee of a partner, whoever writes first', async () => {
    const member = { partnerId: 'P-2', employeeId: 'E-1' };
    const race = raced('EMPLOYEE#E-1', () => store.associatedEmployees.create(member), 2);
    await associate(race.store, 'P-2');
    expect(race.table.happened).toBe(true);
    expect(await counted('P-2')).toBe(1);
  });
});

describe('a skills ledger that is written while another change is made', () => {
  it('is marked for a recount if an employee changes while it counts', async () => {
    const race = raced('SKILLS', () => associate(store, 'P-2'));
    await count('P-1', race.store);
    expect(race.table.happened).toBe(true);
    expect((await store.skills.get({ partnerId: 'P-1' }))?.value.dirty).toBe(true);
    expect(await counted('P-1')).toBe(1);
    await count('P-1');
    expect((await store.skills.get({ partnerId: 'P-1' }))?.value).toMatchObject({ dirty: false });
    expect(await counted('P-1')).toBe(1);
  });

  it('keeps a figure that is recorded while another one is recorded', async () => {
    const figure = (value: string, competency: string) =>
      ({ competency, metric: 'revenue', value, measuredOn: TODAY }) as const;
    const record = (target: Store, one: ReturnType<typeof figure>) =>
      changeSkills(target, 'P-1', (ledger) => ({ ...ledger, figures: withFigure(ledger.figures, one) }));
    const race = raced('SKILLS', () => record(store, figure('1', 'DevOps')));
    await record(race.store, figure('2', 'Security'));
    expect(race.table.happened).toBe(true);
    expect((await store.skills.get({ partnerId: 'P-1' }))?.value.figures).toHaveLength(2);
  });

  it('counts both of two employees that are associated at the same time', async () => {
    const race = raced('SKILLS', () => associate(store, 'P-2', 'E-2'));
    await associate(race.store, 'P-2');
    expect(race.table.happened).toBe(true);
    expect([await counted('P-1'), await counted('P-2')]).toEqual([0, 2]);
  });
});

it('makeMembershipsDue keeps what another writer wrote in between', async () => {
  const facts = { partnerId: 'P-1', membershipId: 'M-1', purchasedOn: civilDateOf('2026-05-01'), paidThroughCycle: 0 };
  const created = await store.memberships.create({ ...newMembership(GOLD, facts, TODAY), evaluateOn: null });
  const renewed = { ...created.value, cycle: 2 };
  const race = raced('MEMBERSHIP#', () => store.memberships.replace(created, renewed));
  await makeMembershipsDue(race.store, 'P-1', TODAY);
  expect(race.table.happened).toBe(true);
  expect((await store.memberships.get(facts))?.value).toMatchObject({ cycle: 2, evaluateOn: TODAY });
});
