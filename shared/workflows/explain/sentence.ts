/** An entry of `explain` in one English sentence. */
import type { ExplainedNotice, Told } from './explained.ts';

/** "2027-02-03 08:00 UTC, renewal-notices (run r-1): renewal notice of stage -30 …, because … (R-NOT-1)." */
export function sentenceOf(entry: Told): string {
  const { rule, text } = { rule: entry.rule, text: whatOf(entry) };
  return `${whenOf(entry)}, ${whoOf(entry)}: ${text}${rule === 'none' ? '' : ` (${rule})`}.`;
}

function whenOf({ at, on }: Told): string {
  if (at === null) return on === null ? 'time not recorded' : `${on}, time not recorded`;
  const minute = at.slice(0, 'YYYY-MM-DDTHH:MM'.length).replace('T', ' ');
  return on === null || minute.startsWith(on) ? `${minute} UTC` : `${minute} UTC for ${on}`;
}

function whoOf({ workflow, runId }: Told): string {
  if (runId === null) return workflow ?? 'a run that is not recorded';
  return `${workflow ?? 'a workflow that is not recorded'} (run ${runId})`;
}

function whatOf(entry: Told): string {
  if (entry.what.startsWith('notice ')) return decidedNotice(entry);
  if (entry.what.startsWith('notice-')) return step(entry);
  return `${phrase(entry.what)}${subjectOf(entry)}: ${entry.reason}`;
}

/** "record-payment refused", "partner loaded". */
const phrase = (what: string): string => (what.includes(' ') ? what : what.replaceAll('-', ' '));

function subjectOf({ membershipId, cycle }: Told): string {
  if (membershipId === null) return '';
  return cycle === null ? ` for ${membershipId}` : ` for ${membershipId}, cycle ${cycle}`;
}

function decidedNotice(entry: Told): string {
  const { notices, reason } = entry;
  const fates = notices.length === 0 ? 'to nobody' : notices.map(fateOf).join('; ');
  return `${nameOf(entry)}${subjectOf(entry)} ${fates}, because ${reason}`;
}

function nameOf({ what, stage }: Told): string {
  const kind = what.slice('notice '.length).replaceAll('-', ' ');
  const name = kind === 'operator alert' ? 'alert to the operators' : `${kind} notice`;
  return stage === null ? name : `${name} of stage ${stage > 0 ? '+' : ''}${stage}`;
}

function fateOf({ to, state }: ExplainedNotice): string {
  switch (state.status) {
    case 'sent':
      return `to ${to} sent`;
    case 'skipped':
      return `to ${to} not sent (${state.reason})`;
    case 'claimed':
      return `to ${to} sent without an answer so far`;
    case 'pending':
      return `to ${to} not accepted so far (${state.reason ?? 'no reason was given'})`;
    case 'undeliverable':
    case 'uncertain':
      return `to ${to} ${state.status} (${state.reason})`;
  }
}

const STEPS: Record<string, string> = {
  'notice-claimed': 'claimed',
  'notice-failed': 'not accepted',
  'notice-sent': 'sent',
  'notice-skipped': 'not sent',
  'notice-undeliverable': 'undeliverable',
  'notice-uncertain': 'uncertain',
};

function step(entry: Told): string {
  const { what, reason, inputs, stage } = entry;
  const name = nameOf({ ...entry, what: `notice ${inputs.kind}` });
  const of = stage === null ? name : `${name}${subjectOf(entry)}`;
  return `${of} to ${inputs.to} ${STEPS[what] ?? what}: ${reason}`;
}
