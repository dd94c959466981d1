/** An entry of `explain` in one English sentence. */
import type { ExplainedNotice, Told } from './explained.ts';

/** "2027-02-03 08:00 UTC, renewal-notices (run r-1): renewal notice of stage -30 …, because … (R-NOT-1)." */
export function sentenceOf(entry: Told): string {
  const rule = entry.rule === 'none' ? '' : ` (${entry.rule})`;
  return `${whenOf(entry)}, ${whoOf(entry)}: ${whatOf(entry)}${rule}.`;
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
const phrase = (what: string): string => PHRASES[what] ?? (what.includes(' ') ? what : what.replaceAll('-', ' '));

const PHRASES: Record<string, string> = {
  loaded: 'membership loaded',
  'kpi-published': 'KPI published',
  'listing-add': 'listing added to the directory',
  'listing-update': 'listing changed in the directory',
  'listing-remove': 'listing removed from the directory',
};

function subjectOf({ membershipId, cycle }: Told): string {
  if (membershipId === null) return '';
  return cycle === null ? ` for ${membershipId}` : ` for ${membershipId}, cycle ${cycle}`;
}

function decidedNotice(entry: Told): string {
  const { notices, reason } = entry;
  const fates = notices.length === 0 ? 'decided' : notices.map(fateOf).join('; ');
  return `${nameOf(entry)}${subjectOf(entry)} ${fates}, because ${reason}`;
}

function nameOf({ what, stage }: Told): string {
  const kind = what.slice('notice '.length);
  const name = NAMES[kind] ?? `${kind.replaceAll('-', ' ')} notice`;
  return stage === null ? name : `${name} of stage ${stage > 0 ? '+' : ''}${stage}`;
}

const NAMES: Record<string, string> = {
  expired: 'expiry notice',
  renewed: 'confirmation of the renewal',
  reinstated: 'confirmation of the reinstatement',
  'listing-incomplete': 'notice about what the listing lacks',
  'listing-visible': 'notice that the listing is visible',
  'operator-alert': 'alert to the operators',
};

function fateOf({ to, state, atFirst }: ExplainedNotice): string {
  if (atFirst !== undefined) return `to ${to} ${FIRST[atFirst]}, later ${FIRST[state.status]}`;
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

const FIRST: Record<ExplainedNotice['state']['status'], string> = {
  claimed: 'sent without an answer',
  pending: 'not accepted',
  sent: 'sent',
  skipped: 'not sent',
  undeliverable: 'undeliverable',
  uncertain: 'uncertain',
};

const STEPS: Record<string, string> = {
  'notice-claimed': 'claimed',
  'notice-failed': 'not accepted',
  'notice-sent': 'sent',
  'notice-skipped': 'not sent',
  'notice-undeliverable': 'undeliverable',
  'notice-uncertain': 'uncertain',
};

function step(entry: Told): string {
  const { what, reason, inputs } = entry;
  const name = nameOf({ ...entry, what: `notice ${inputs.kind}` });
  return `${name}${subjectOf(entry)} to ${inputs.to} ${STEPS[what] ?? what}: ${reason}`;
}
