/** An entry of `explain` in one English sentence. */
import type { Entry, ExplainedNotice } from './entry.ts';

/** "2027-02-03 08:00 UTC, renewal-notices (run r-1): renewal notice of stage -30 …, because … (R-NOT-1)." */
export function sentenceOf(entry: Entry): string {
  const rule = entry.rule === 'none' ? '' : ` (${entry.rule})`;
  return `${describeTime(entry)}, ${describeRun(entry)}: ${describeDecision(entry)}${rule}.`;
}

function describeTime({ at, on }: Entry): string {
  if (at === null) return on === null ? 'time not recorded' : `${on}, time not recorded`;
  const minute = at.slice(0, 'YYYY-MM-DDTHH:MM'.length).replace('T', ' ');
  return on === null || minute.startsWith(on) ? `${minute} UTC` : `${minute} UTC for ${on}`;
}

function describeRun({ workflow, runId }: Entry): string {
  if (runId === null) return workflow ?? 'a run that is not recorded';
  return `${workflow ?? 'a workflow that is not recorded'} (run ${runId})`;
}

function describeDecision(entry: Entry): string {
  if (entry.what.startsWith('notice ')) return describeNoticeDecision(entry);
  if (entry.what.startsWith('notice-')) return describeStep(entry);
  return `${describeWhat(entry.what)}${describeSubject(entry)}: ${entry.reason}`;
}

/** "record-payment refused", "partner loaded". */
const describeWhat = (what: string): string => PHRASES[what] ?? (what.includes(' ') ? what : what.replaceAll('-', ' '));

const PHRASES: Record<string, string> = {
  loaded: 'membership loaded',
  'kpi-published': 'KPI published',
  'listing-add': 'listing added to the directory',
  'listing-update': 'listing changed in the directory',
  'listing-remove': 'listing removed from the directory',
};

/** With the partner: after a merge there are those of several. */
function describeSubject({ partnerId, membershipId, cycle }: Entry): string {
  if (membershipId === null) return ` for ${partnerId}`;
  return ` for ${partnerId} ${membershipId}${cycle === null ? '' : `, cycle ${cycle}`}`;
}

function describeNoticeDecision(entry: Entry): string {
  const { notices, reason } = entry;
  const fates = notices.length === 0 ? 'decided' : notices.map(describeNoticeState).join('; ');
  return `${describeNotice(entry)}${describeSubject(entry)} ${fates}, because ${reason}`;
}

function describeNotice({ what, stage }: Entry): string {
  const kind = what.slice('notice '.length);
  const name = NOTICE_NAMES[kind] ?? `${kind.replaceAll('-', ' ')} notice`;
  return stage === null ? name : `${name} of stage ${stage > 0 ? '+' : ''}${stage}`;
}

const NOTICE_NAMES: Record<string, string> = {
  expired: 'expiry notice',
  renewed: 'confirmation of the renewal',
  reinstated: 'confirmation of the reinstatement',
  upgraded: 'mail about the upgrade',
  consolidated: 'mail that another membership goes on in its place',
  'benefits-ended': 'mail that its benefits have ended',
  'delivery-lost': 'mail that courseware may no longer be delivered to others',
  'listing-incomplete': 'notice about what the listing lacks',
  'payment-reversed': 'message that a payment was reversed',
  'listing-visible': 'notice that the listing is visible',
  'listing-dropped': 'mail that the listing is withdrawn',
  'operator-alert': 'alert to the operators',
};

function describeNoticeState({ to, state, atFirst }: ExplainedNotice): string {
  if (atFirst !== undefined) return `to ${to} ${STATE_WORDS[atFirst]}, later ${STATE_WORDS[state.status]}`;
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

const STATE_WORDS: Record<ExplainedNotice['state']['status'], string> = {
  claimed: 'sent without an answer',
  pending: 'not accepted',
  sent: 'sent',
  skipped: 'not sent',
  undeliverable: 'undeliverable',
  uncertain: 'uncertain',
};

const STEP_WORDS: Record<string, string> = {
  'notice-claimed': 'claimed',
  'notice-failed': 'not accepted',
  'notice-sent': 'sent',
  'notice-skipped': 'not sent',
  'notice-undeliverable': 'undeliverable',
  'notice-uncertain': 'uncertain',
};

function describeStep(entry: Entry): string {
  const { what, reason, inputs } = entry;
  const name = describeNotice({ ...entry, what: `notice ${inputs.kind}` });
  return `${name}${describeSubject(entry)} to ${inputs.to} ${STEP_WORDS[what] ?? what}: ${reason}`;
}
