import type { Execution } from '../../../infra/local/emulator/states/execution.ts';
import { adminOf } from '../../workflow/support/partners.ts';
import type { Program } from '../../workflow/support/program.ts';
import { sesEvent } from '../../workflow/support/ses-events.ts';

const ANNA = adminOf('P-1');
const ANNAS_NAME = 'Anna of P-1';

/**
 * The admin of P-1 is erased. If the execution ends before that is done, a report is written that names her alone,
 * before the command is given again.
 */
export async function eraseAnna(program: Program): Promise<Execution> {
  const { emulator } = program;
  const given = { command: 'erase-person', partnerId: 'P-1', email: ANNA.toUpperCase(), ticket: '1' };
  const ended = await program.command(given, '2027-03-05');
  const [reports, imports] = ['Reports', 'Imports'].map((id) => emulator.nameOf('AWS::S3::Bucket', id)) as [
    string,
    string,
  ];
  if (ended.status !== 'SUCCEEDED') {
    const { contacts, erasing } = await program.items.value('P-1', 'PARTNER');
    const isDone = erasing === undefined && contacts[0].email !== ANNA;
    // It may have ended with nothing left to do.
    if (isDone) return ended;
    const line = { partnerId: 'P-1', what: 'override', inputs: { grantedBy: ANNAS_NAME } };
    await emulator.putObject(reports, 'runs/renewal-notices/late.jsonl', `${JSON.stringify(line)}\n`, {
      at: '2027-03-05T08:10:00Z',
    });
    return ended;
  }
  for (const bucket of [reports, imports])
    for (const key of await emulator.listObjects(bucket)) {
      const text = String(await emulator.getObject(bucket, key));
      const found = [ANNA, ANNAS_NAME].find((each) => text.toLowerCase().includes(each.toLowerCase()));
      if (found !== undefined) throw new Error(`${found} was erased, and is in ${key}: ${text}`);
    }
  return ended;
}

/** The reminder about the listing was sent to the only admin, and bounces. */
export async function bounceOfListing(program: Program): Promise<undefined> {
  const { notices } = await program.items.value('P-1', 'LISTING');
  const [{ notices: sent }] = Object.values(notices) as [{ notices: { noticeId: string }[] }];
  await sesEvent(program, 'Bounce', { noticeId: sent[0]?.noticeId ?? '' }, '2027-01-12');
}

/** The first notice was sent to the only admin, and bounces. */
export async function bounce(program: Program): Promise<undefined> {
  const { notices } = await program.items.membership('P-2');
  await sesEvent(program, 'Bounce', { noticeId: notices['-30'].notices[0].noticeId }, '2027-01-30');
}
