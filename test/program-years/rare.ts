import { parseNoticeId } from '../../shared/domain/notices/notice-id.ts';
import type { YearResult } from './year.ts';

/**
 * What happened in a year, of what is so seldom possible that it has commands of its own (`input/rare-commands.ts`).
 */
export function rareIn({ executions, world, origins }: YearResult): string[] {
  const { commands, resent } = executions;
  const takenBack = commands
    .filter(({ command, outcome }) => command.command === 'reverse-token' && outcome === 'done')
    .map(({ command }) => `${command.step} taken back`);
  const keyOf = (noticeId: string): string => parseNoticeId(noticeId)?.stage.replace(/-\d.*/, '') ?? '';
  const mailed = world.mails.map(({ noticeId }) => keyOf(noticeId)).filter((key) => key === 'delivery-lost');
  const again = [...resent.keys()].map(keyOf).filter((key) => ['at-risk', 'delivery-lost'].includes(key));
  const packs = origins.filter(({ discount, membershipId }) => discount > 0 && membershipId.startsWith('N-'));
  return [
    ...new Set([
      ...takenBack,
      ...mailed,
      ...again.map((key) => `${key} sent again`),
      ...packs.map(() => 'discount on a pack'),
    ]),
  ];
}
