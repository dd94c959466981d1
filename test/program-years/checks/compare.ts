import { parse } from 'csv-parse/sync';
import type { PartnerLine } from '../../../infra/local/simulation/results/partner-line.ts';
import { parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import type { AtRisk, ModelInput } from '../../simulate/model/program.ts';
import { answerName, runModel } from '../../simulate/model.ts';
import { differences, resultsOf } from '../../simulate/results.ts';
import type { Plan } from '../input/plan.ts';
import { lastDay } from '../input/program-input.ts';
import type { Executions } from '../run/executions.ts';
import type { YearResult } from '../year.ts';

const BATCH = /^directory\/(\d{4}-\d{2})\.csv$/;

/** The differences between the year and the model of the rules, a line each. A race can end one way or the other. */
export function differencesFromModel(
  plan: Plan,
  { input, firings, world, states, uncertain, executions, resends, origins }: YearResult,
): string[] {
  if (plan.races === 'commands' && plan.overlapEvery > 0) return [];
  const addresses = new Map(world.mails.map(({ noticeId, to }) => [noticeId, to.toLowerCase()]));
  const asked = firings.map((day) => [...new Set(day.map(({ asOf }) => asOf))]);
  const commands = input.commands.map((command) => withResent(command, resends));
  const known = { ...input, commands, atRisk: atRiskOf(world) };
  const found = runModel(known, plan.from, lastDay(plan), (day) => asked[day] ?? []);
  const emails = found.emails.map(({ isErased, ...mail }) => (isErased ? { ...mail, to: ERASED + mail.to } : mail));
  const model = resultsOf({ ...found, emails });
  const batches = [...world.objects].flatMap(([key, body]): [string, [string, string][]][] => {
    const month = BATCH.exec(key)?.[1];
    const rows: { action: string; partner_id: string }[] = month === undefined ? [] : parse(body, { columns: true });
    return month === undefined ? [] : [[month, rows.map(({ action, partner_id }) => [action, partner_id])]];
  });
  const lived = resultsOf({
    emails: states.flatMap(({ mails }) => mails.map((mail) => withAddress(mail, addresses))),
    memberships: states.flatMap(({ memberships }) => [...memberships] as unknown as Record<string, unknown>[]),
    kpi: states.flatMap(({ kpi }) => [...kpi] as unknown as Record<string, unknown>[]),
    directory: Object.fromEntries(batches),
  });
  // Reported as such (R-NOT-2), and so neither sent nor lost.
  const doubts = uncertain.map(([kind, stage, partner, membership, to, noticeId]) =>
    JSON.stringify([kind, stage, partner, membership, withAddress({ to, noticeId }, addresses).to]).slice(1),
  );
  const told = {
    origins,
    courseware: states.flatMap(({ partners }) => partners.map(coursewareOf)),
    benefits: states.flatMap(({ partners }) =>
      partners.flatMap(({ partnerId, benefits }) => benefits.map((benefit) => ({ partnerId, ...benefit }))),
    ),
    lists: executions.lists,
  };
  return [
    ...differences(lived, model),
    ...commandDifferences(executions, found.commands),
    ...(['origins', 'courseware', 'benefits', 'lists'] as const).flatMap((what) =>
      otherLines(what, linesOf(told[what]), linesOf(found[what])),
    ),
  ].filter((line) => !doubts.some((doubt) => line.endsWith(`,${doubt}`)));
}

const ERASED = 'erased ';
const PSEUDONYM = /erased-[0-9a-f]+@erased\.invalid/;

type Mail = { readonly to: string; readonly noticeId: string };

/** With the address of a person who was erased since, which is the one that the mail was sent to (R-OPS-4). */
function withAddress<T extends Mail>(mail: T, addresses: ReadonlyMap<string, string>): T {
  return PSEUDONYM.test(mail.to) ? { ...mail, to: ERASED + (addresses.get(mail.noticeId) ?? 'nobody') } : mail;
}

/** The days on which it was told that renewals are at risk, by the ids of the mails. */
const atRiskOf = ({ mails }: YearResult['world']): AtRisk[] =>
  mails.flatMap(({ noticeId }) => {
    const { partnerId = '', subject: membershipId = '', stage = '' } = parseNoticeId(noticeId) ?? {};
    const [, on] = /^at-risk-(\d{4}-\d{2}-\d{2})/.exec(stage) ?? [];
    return on === undefined ? [] : [{ partnerId, membershipId, on }];
  });

/** A model does not know what was sent again if it was of a kind that it does not know. */
const withResent = (command: ModelInput['commands'][number], { found }: YearResult['resends']) => {
  const resent = found.get(answerName(command));
  return resent === undefined ? command : { ...command, resent };
};

const coursewareOf = ({ partnerId, courseware: { purchase, since, delivery } }: PartnerLine) => {
  const { isAllowed } = delivery;
  // Since when there is nothing is not compared.
  return { partnerId, purchase, since: purchase === 'full-price' ? null : since, isAllowed };
};

/** One for each thing, its fields in the order of their names; people who were erased are all called alike. */
function linesOf(things: object): string[] {
  const entries = Object.entries(things).flatMap(([name, thing]) =>
    Array.isArray(thing) ? thing.map((each) => `${name} ${lineOf(each)}`) : [lineOf(thing)],
  );
  return entries.map((line) => line.replaceAll(/"erased [^"]+"|"erased-[^"]+"/g, '"erased"'));
}

const lineOf = (thing: unknown): string =>
  JSON.stringify(thing, (_key, value) =>
    value === null || typeof value !== 'object' || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  );

function otherLines(what: string, had: readonly string[], wanted: readonly string[]): string[] {
  return [
    ...had.filter((line) => !wanted.includes(line)).map((line) => `too much in ${what}: ${line}`),
    ...wanted.filter((line) => !had.includes(line)).map((line) => `missing in ${what}: ${line}`),
  ];
}

/** Commands that were done and should have been refused, or the other way round. */
const commandDifferences = ({ commands }: Executions, model: Record<string, string>): string[] =>
  commands
    .filter(({ name, outcome }) => model[name] !== outcome)
    .map(({ outcome, command }) => `${outcome}, and the model says otherwise: ${JSON.stringify(command)}`);
