/**
 * R-OPS-4, searched for: after a person was erased, what table, buckets, logs and queues still have of them is what
 * docs/privacy.md names, and nothing else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { LOGS_FOLDER } from '../../../infra/local/emulator/services.ts';
import type { Execution } from '../../../infra/local/emulator/states/execution.ts';
import { actionPacks, admin, payment } from '../support/partners.ts';
import { type Line, outputOf, Program } from '../support/program.ts';
import { sesEvent } from '../support/ses-events.ts';

const NAME = 'Quirina Żółtowska';
const ADDRESS = 'Quirina.Zoltowska@mail.p-1.example';
const EMPLOYEE_NAME = 'Tibor Szentgyörgyi-Vályi';
const CONTACTS = [
  { role: 'global-admin', name: NAME, email: ADDRESS, locale: 'en' },
  { role: 'mpn-admin', name: 'Wendelin Oude', email: 'wendelin@mail.p-1.example', locale: 'ko-KR' },
];
const BY_ADDRESS = { command: 'erase-person', partnerId: 'P-1', email: ADDRESS.toLowerCase(), ticket: '4719' };
const BY_ID = { command: 'erase-person', partnerId: 'P-1', employeeId: 'E-71', ticket: '4720' };

const privacy = readFileSync(join(import.meta.dirname, '../../../docs/privacy.md'), 'utf8');

/** What a person is found by, in the ways in which a text may hold it: as it is, within JSON, within a URL. */
const NEEDLES = [NAME, ADDRESS, EMPLOYEE_NAME].flatMap((text) =>
  [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), Buffer.from(text).toString('base64')].map(
    (each) => each.toLowerCase(),
  ),
);
const isFoundIn = (text: string): boolean => NEEDLES.some((needle) => text.toLowerCase().includes(needle));

let program: Program;
const given: Execution[] = [];
let noticeIds: string[] = [];

/** Gives a command, which is done or refused: both are recorded. */
async function give(command: Record<string, Json>, day: string): Promise<Line> {
  const execution = await program.command(command, day);
  given.push(execution);
  return outputOf(execution);
}

const noticesTo = async (address: string): Promise<string[]> => {
  const { notices } = await program.items.membership('P-1');
  const entries = Object.values(notices as Line).flatMap((record) => record.notices as Line[]);
  return entries.filter(({ to }) => to === address).map(({ noticeId }) => noticeId);
};

/** A mailbox that is full says who it is. */
const bounce = (noticeId: string, day: string) =>
  sesEvent(
    program,
    'Bounce',
    {
      noticeId,
      subject: `Dear ${NAME}`,
      facts: {
        bounce: {
          bounceType: 'Transient',
          bounceSubType: 'MailboxFull',
          bouncedRecipients: [{ emailAddress: ADDRESS, diagnosticCode: `smtp; 452 <${ADDRESS}> is full` }],
          timestamp: `${day}T12:00:00.000Z`,
        },
      },
    },
    day,
  );

beforeAll(async () => {
  program = await Program.start({ logLevel: 'DEBUG' });
  const contacts = [
    `P-1,global-admin,${NAME},${ADDRESS},en`,
    'P-1,mpn-admin,Wendelin Oude,wendelin@mail.p-1.example,ko-KR',
    `P-3,global-admin,${NAME},${ADDRESS.toUpperCase()},zh-TW`,
  ];
  const listings = ['P-1,,KR,https://p-1.example/learn,true,true,true'];
  const tokens = [`P-1,M-1,V-1,visual-studio,,,,professional,2026-07-01,,,${ADDRESS},2026-07-02`];
  const employees = [`P-1,E-71,${EMPLOYEE_NAME},2026-01-01,`, 'P-2,E-72,Somebody Else,2026-01-01,'];
  await program.importRows(
    { ...actionPacks('P-1', 'P-2', 'P-3'), contacts: [...contacts, admin('P-2')], employees, tokens, listings },
    '2027-01-01',
  );
  // Rejected rows, of which reports tell.
  const rejected = [`P-1,global-admin,,${ADDRESS},en`, `P-1,mpn-admin,${NAME},${ADDRESS} x,en`];
  await program.upload('contacts', rejected, '2027-01-02');
  await program.upload('employees', [`P-1,E-71,${EMPLOYEE_NAME},2026-13-01,`], '2027-01-02');
  await program.run('renewal-notices', '2027-01-30');
  noticeIds = await noticesTo(ADDRESS);
  for (const noticeId of noticeIds) await bounce(noticeId, '2027-01-30');
  await program.run('renewal-notices', '2027-02-14');
  const ofMembership = { partnerId: 'P-1', membershipId: 'M-1' };
  await give({ command: 'record-profile-review', partnerId: 'P-1', reviewedOn: '2027-02-15', by: NAME }, '2027-02-15');
  const override = { ticket: `4711, of ${NAME}`, until: '2027-02-28', grantedBy: ADDRESS, reason: `${NAME} asked` };
  await give({ command: 'grant-override', ...ofMembership, ...override }, '2027-02-16');
  await give({ command: 'set-contacts', partnerId: 'P-1', contacts: CONTACTS }, '2027-02-16');
  await give({ command: 'explain', partnerId: 'P-1' }, '2027-02-16');
  await give({ command: 'merge-partners', into: 'P-1', from: 'P-3', ticket: `as ${ADDRESS} asked` }, '2027-02-17');
  await program.run('directory-submission', '2027-03-08', { phase: 'remind' });
  expect(await give(payment('P-1', '2027-03-09'), '2027-03-09')).toMatchObject({ outcome: 'done' });
  await program.run('renewal-notices', '2027-03-10');
});
afterAll(() => program?.stop());

/** Where a person is found, by kind of place. */
async function search() {
  const { emulator, workDir } = program;
  await emulator.settled();
  const items = (await program.items.all()).filter((item) => isFoundIn(JSON.stringify(item)));
  const objects: string[] = [];
  for (const id of ['Reports', 'Imports', 'AccessLogs']) {
    const bucket = emulator.nameOf('AWS::S3::Bucket', id);
    for (const key of await emulator.listObjects(bucket))
      if (isFoundIn(key) || isFoundIn(String(await emulator.getObject(bucket, key)))) objects.push(key);
  }
  const logs = readdirSync(join(workDir, LOGS_FOLDER)).flatMap((file) =>
    readFileSync(join(workDir, LOGS_FOLDER, file), 'utf8').split('\n'),
  );
  const queues = ['DeadLetters', 'MailEventsQueue', 'MailEventsDeadLetters'].flatMap((id) =>
    emulator.messages(emulator.nameOf('AWS::SQS::Queue', id)),
  );
  return {
    items: kindsOf(
      items.map(({ sk }) => String(sk?.S)),
      '#',
    ),
    objects: kindsOf(objects, '/'),
    logs: logs.filter(isFoundIn),
    queues: queues.filter((message) => isFoundIn(JSON.stringify(message))),
    logged: logs.length,
  };
}

const kindsOf = (names: readonly string[], separator: string): string[] =>
  [...new Set(names.map((name) => name.split(separator, 2).join(separator).replace(/#.*/, '')))].toSorted();

const NOWHERE = { items: [], objects: [], logs: [], queues: [] };

describe('R-OPS-4: a search for a person', () => {
  it('finds them before they are erased wherever the program keeps people, and in no log and no queue', async () => {
    const found = await search();
    expect(found.logged).toBeGreaterThan(50);
    expect(found).toMatchObject({
      ...NOWHERE,
      items: ['BENEFITS', 'COMMAND', 'CYCLE', 'EMPLOYEE', 'MEMBERSHIP', 'PARTNER'],
      objects: [
        ...['contacts.csv', 'employees.csv', 'reports/contacts.csv'],
        ...['runs/merge-partners', 'runs/partner-command', 'runs/renewal-notices', 'tokens.csv'],
      ],
    });
  });

  it('finds, once they are erased by address and by id, nothing in table, buckets, logs and queues', async () => {
    for (const erase of [BY_ADDRESS, BY_ID])
      expect(await give(erase, '2027-03-11')).toMatchObject({ outcome: 'done', inputs: { unsearched: [] } });
    expect(await search()).toMatchObject(NOWHERE);
  });

  it('finds nothing either after SES has told of a mail that was on its way, and after further runs', async () => {
    expect(noticeIds).toHaveLength(1);
    for (const noticeId of noticeIds) await bounce(noticeId, '2027-03-12');
    for (const workflow of ['renewal-notices', 'grace-expiry', 'kpi-refresh'])
      await program.run(workflow, '2027-04-15');
    expect(await search()).toMatchObject(NOWHERE);
  });

  it('finds them in what Step Functions keeps of the commands, as docs/privacy.md says', async () => {
    const inputs = given.filter(({ input }) => isFoundIn(JSON.stringify(input)));
    expect(inputs).toHaveLength(5);
    expect(privacy).toMatch(/^\| Step Functions \| the input of each execution.*\| 90 days/m);
  });
});
