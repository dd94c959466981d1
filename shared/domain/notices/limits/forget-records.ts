/**
 * A ledger that goes on for years keeps its latest records; what became of older ones moves into the item's history
 * (R-IMP-6).
 */
import type { Change, History } from '../../core/history.ts';
import { withChange } from '../../core/history.ts';
import { byTime, hasEnded } from '../ledger.ts';
import type { Ledger, StageRecord } from '../notice-state.ts';

/**
 * The item without its oldest ended records beyond `kept`, which become changes of its history. The same item comes
 * back if there is none.
 *
 * @param counts the keys of the records that are counted and forgotten; default: all
 */
export function forgetRecords<T extends { notices: Ledger; history: History }>(
  item: T,
  kept: number,
  counts: (key: string) => boolean = () => true,
): T {
  const counted = byTime(item.notices).filter(([key]) => counts(key));
  const old = new Map(counted.slice(0, -kept).filter(([, record]) => hasEnded(record)));
  if (old.size === 0) return item;
  const notices = Object.fromEntries(Object.entries(item.notices).filter(([key]) => !old.has(key)));
  const history = [...old.values()].reduce((before, record) => withChange(before, changeOf(record)), item.history);
  return { ...item, notices, history };
}

function changeOf({ decidedOn, at, runId, rule, reason, inputs, notices }: StageRecord): Change {
  const copies = notices.map(({ noticeId, to, state: { status } }) => ({ noticeId, to, status }));
  const stamp = at === null ? null : { at, runId };
  const what = `notice ${notices[0]?.kind}`;
  return { on: decidedOn, stamp, what, rule, reason, inputs: { ...inputs, runId, notices: copies } };
}
