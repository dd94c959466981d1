import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerId } from '../../../infra/local/emulator/functions/function-environment.ts';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { synthesizeProgram } from '../../../infra/local/simulation/synthesize-program.ts';
import { UTC_PROGRAM } from '../support/configurations.ts';
import { type CountingProxy, countingDynamoDb } from '../support/counting-proxy.ts';
import { actionPacks, admin, gold, invoice, listing, partner, payment } from '../support/partners.ts';
import { type Line, Program } from '../support/program.ts';
import { sesEvent } from '../support/ses-events.ts';
import { tableUses, workflowsTemplate } from '../support/workflows-template.ts';

let dynamoDb: CountingProxy;
let program: Program;
let resources: Record<string, Line>;

const LEARNING_PACK = 'P-4,M-1,learning-action-pack,,,,2026-09-01,';

/** Runs every workflow, command and event once, with data for their rarer branches. */
async function aYearOfEverything(): Promise<void> {
  const ids = ['P-1', 'P-2', 'P-3'];
  await program.importRows(actionPacks(...ids), '2027-01-01');
  const learning = ids.map((id) => gold(id).replace('M-1', 'M-2'));
  const listings = ids.map((id) => listing(id));
  await program.importRows(
    { memberships: learning, invoices: ids.map((id) => invoice(id, `I-${id}`, '2026-12-01', '70')), listings },
    '2027-01-02',
  );
  await program.importRows(
    {
      partners: [partner('P-4')],
      contacts: [admin('P-4')],
      memberships: [LEARNING_PACK],
      listings: [listing('P-4', '')],
    },
    '2027-01-03',
  );
  await program.upload('invoices', [invoice('P-1', 'I-P-1', '2026-12-01', '71')], '2027-01-04');
  for (const phase of ['remind', 'submit', 'publish'])
    await program.run('directory-submission', '2027-01-18', { phase });
  await program.run('directory-submission', '2027-01-18', { partnerIds: ['P-1'] });
  await program.run('kpi-refresh', '2027-01-15');
  await program.run('kpi-refresh', '2027-01-15', { partnerIds: ['P-1'] });
  await program.run('renewal-notices', '2027-01-30', { partnerIds: ['P-1'] });
  await program.run('renewal-notices', '2027-01-30');
  await bounce('P-2', '-30');
  const contacts = [{ role: 'global-admin', name: 'Bo', email: 'bo@p-2.example', locale: 'en' }];
  const { displayName, ...content } = { displayName: 'House', country: 'KR', url: 'https://p-1.example/other' };
  for (const command of [
    { command: 'set-contacts', partnerId: 'P-2', contacts },
    { command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2027-02-01', by: 'global-admin' },
    {
      command: 'set-listing',
      partnerId: 'P-1',
      displayName,
      ...content,
      aboutPartnerOnly: true,
      noCompetitors: true,
      ownedByPartner: true,
    },
    payment('P-1', '2027-03-05'),
    { command: 'explain', partnerId: 'P-1' },
  ])
    await program.command(command as unknown as Json, '2027-03-05');
  await program.emulator.publish({
    bus: 'partner-program-local',
    source: 'billing',
    detailType: 'partner-command',
    detail: payment('P-2', '2027-03-05'),
    at: program.emulator.now,
  });
  // Not what was loaded first: its closed cycles are asked whether it ever was that.
  await program.upload('memberships', [LEARNING_PACK.replace('P-4', 'P-1')], '2027-03-06');
  const listed = await program.items.value('P-4', 'LISTING');
  const [told] = Object.values<Line>(listed.notices);
  if (told) await sesEvent(program, 'Bounce', { noticeId: told.notices[0].noticeId }, '2027-01-31');
  await bounce('P-3', '-30');
  await program.run('grace-expiry', '2027-04-01', { partnerIds: ['P-3'] });
  await program.run('grace-expiry', '2027-04-01');
  await program.importRows(
    {
      partners: [partner('P-5')],
      memberships: ['P-5,M-5,action-pack,,,,2026-10-01,'],
      invoices: [invoice('P-5', 'I-5', '2026-12-01', '7')],
    },
    '2027-04-02',
  );
  await program.run('merge-partners', '2027-04-02', { into: 'P-1', from: 'P-5' });
  await program.items.spoil('P-3', 'MEMBERSHIP#M-1', { ...(await program.items.membership('P-3')), formerly: true });
  await program.run('reindex', '2027-04-02');
  await program.emulator.invoke(program.emulator.nameOf('AWS::Lambda::Function', 'RunWatch'), {
    asOf: '2027-04-02T10:00:00Z',
  });
}

async function bounce(partnerId: string, stage: string): Promise<void> {
  const { notices } = await program.items.membership(partnerId);
  await sesEvent(program, 'Bounce', { noticeId: notices[stage].notices[0].noticeId }, '2027-01-31');
}

const functions = () => Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::Lambda::Function');

function used(name: string): string[] {
  const caller = `${callerId(name)} `;
  return [...dynamoDb.uses()].filter((use) => use.startsWith(caller)).map((use) => use.slice(caller.length));
}

/** The requests that are made only if another writer comes between: of a page its claim and its answer. */
const AFTER_A_CONFLICT: readonly string[] = ['GetItem'];
const PAGES = /^(RenewalNotices|GraceExpiry)PageFunction|^ReindexReindexFunction/;

describe.runIf(process.env.DEEP === '1')('the table', () => {
  beforeAll(async () => {
    resources = workflowsTemplate(await synthesizeProgram(UTC_PROGRAM, { inProcess: false }));
    dynamoDb = await countingDynamoDb();
    program = await Program.start({ dynamoDbEndpoint: dynamoDb.endpoint });
    await aYearOfEverything();
  });
  afterAll(async () => {
    await program?.stop();
    await dynamoDb?.stop();
  });

  it('is used by each function exactly as its role permits', () => {
    const differences = functions().flatMap(([id, resource]) => {
      const name = program.emulator.nameOf('AWS::Lambda::Function', id);
      const [may, does] = [new Set(tableUses(resources, resource)), new Set(used(name))];
      if (PAGES.test(id)) for (const rare of AFTER_A_CONFLICT) does.add(rare);
      return [
        ...[...does].filter((use) => !may.has(use)).map((use) => `${id} may not ${use}`),
        ...[...may].filter((use) => !does.has(use)).map((use) => `${id} never does ${use}`),
      ];
    });
    expect(differences).toEqual([]);
  });
});
