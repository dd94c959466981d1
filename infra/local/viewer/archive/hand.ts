import { label } from '../format.ts';
import { hasFailures } from '../results/run-line.ts';
import type { Archive } from './archive.ts';
import type { Course } from './course.ts';
import type { Mails } from './mails/mails.ts';

/** Something that an operator should look into. */
export type HandItem = {
  readonly asOf: string;
  /** In a word: an alert, a failed run, a notice of which nobody knows whether it was sent … */
  readonly what: string;
  readonly text: string;
  readonly partnerId: string | null;
  readonly partnerName: string | null;
  /** The number of the mail that says so, or of the run. */
  readonly mail: number | null;
  readonly run: number | null;
};

type Period = { readonly from: string; readonly to: string };

/**
 * What an operator should look into, the latest first: mails to the operators, notices that were not sent or of which
 * nobody knows, items that failed or were set aside, failed runs.
 */
export async function handsIn(
  archive: Archive,
  mails: Mails,
  course: Course,
  { from, to }: Period,
): Promise<HandItem[]> {
  const isIn = ({ asOf }: { asOf: string }): boolean => from <= asOf && asOf <= to;
  const decisions = await archive.decisions.read((await course.hands()).filter(isIn));
  const numbers = await mails.numbers();
  const told = decisions.map((line): HandItem => {
    const { asOf, what, partnerId, reason, email } = line;
    return {
      asOf,
      what: email?.kind === 'operator-alert' ? 'operator-alert' : what,
      text: email?.kind === 'operator-alert' ? (email.subject ?? reason) : `${label(what)}: ${reason}`,
      partnerId,
      partnerName: archive.names.get(partnerId ?? '')?.name ?? null,
      mail: numbers.get(email?.noticeId ?? '') ?? null,
      run: null,
    };
  });
  const runs = (await archive.runs.entries()).filter(({ run }) => isIn(run) && hasFailures(run));
  const failed = runs.map(({ number, run }): HandItem => {
    const { asOf, workflow, error, cause } = run;
    const text = [workflow, error ?? `${run.failed ?? 0} failed, ${run.uncertain ?? 0} uncertain`, cause];
    const partner = { partnerId: null, partnerName: null };
    return { asOf, what: 'failed-run', text: text.filter(Boolean).join(': '), ...partner, mail: null, run: number };
  });
  return [...told, ...failed].sort((a, b) => (a.asOf === b.asOf ? 0 : a.asOf < b.asOf ? 1 : -1));
}
