import type { DoneCommand } from '../run/executions.ts';
import type { AcceptedMail, World } from '../run/world.ts';

/**
 * What is only tried writes nothing but its report, and sends nothing (R-OPS-3).
 *
 * @throws Error naming what was tried
 */
export async function withoutTrace<T>(world: World, what: string, perform: () => Promise<T>): Promise<T> {
  const before = [world.table.writes, world.mails.length];
  const keys = new Set(world.objects.keys());
  const result = await perform();
  const after = [world.table.writes, world.mails.length];
  if (before.join() !== after.join())
    throw new Error(
      `tried only, and ${after.join(' writes, ')} mails instead of ${before.join(', ')}: ${what} (R-OPS-3)`,
    );
  const objects = [...world.objects.keys()].filter((key) => !keys.has(key) && !key.startsWith('runs/'));
  if (objects.length > 0) throw new Error(`tried only, and wrote ${objects.join(', ')}: ${what} (R-OPS-3)`);
  return result;
}

/** The notices that a dry run's report says would be sent. */
export function previewedNotices({ objects }: World, runId: string): string[] {
  const parts = [...objects].filter(([key]) => key.includes(`/${runId}/part-`)).map(([, text]) => text);
  const lines = parts.flatMap((text) => text.split('\n').filter((line) => line !== ''));
  return lines
    .map((line) => JSON.parse(line) as { what: string; email?: { noticeId: string } })
    .flatMap(({ what, email }) => (what === 'notice-would-be-sent' && email ? [email.noticeId] : []));
}

/**
 * What was tried right before a run is what the run sends, but for mails of which nobody knows.
 *
 * @throws Error naming the others
 */
export function checkPreview(
  tried: readonly string[],
  mails: readonly AcceptedMail[],
  doubtful: ReadonlySet<string>,
): void {
  const sent = mails.map(({ noticeId }) => noticeId);
  // What was claimed before, by a process that was stopped, is settled minutes later: a dry run does not wait for that.
  const fresh = mails.filter(({ isRepeated }) => !isRepeated).map(({ noticeId }) => noticeId);
  const wrong = [
    ...tried.filter((noticeId) => !sent.includes(noticeId)).map((noticeId) => `${noticeId} was not sent`),
    ...fresh.filter((noticeId) => !tried.includes(noticeId)).map((noticeId) => `${noticeId} was sent`),
  ].filter((line) => ![...doubtful].some((noticeId) => line.startsWith(`${noticeId} `)));
  if (wrong.length > 0) throw new Error(`a dry run said otherwise: ${wrong.join(', ')} (R-OPS-3)`);
}

/** A command that was tried right before does what it said. @throws Error if not */
export function checkTried(tried: Pick<DoneCommand, 'outcome'>, command: object, done: DoneCommand | undefined): void {
  if (tried.outcome !== done?.outcome)
    throw new Error(`${tried.outcome} when it was tried, then ${done?.outcome}: ${JSON.stringify(command)} (R-OPS-3)`);
}
