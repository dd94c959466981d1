import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { BUS_COMMANDS } from '../shared/domain/commands/bus-commands.ts';
import { problemsOf } from '../shared/domain/config/issues.ts';
import { fields, line, oneOf, textThat, wholeNumber } from '../shared/domain/config/values.ts';
import { httpsUrlOf } from '../shared/domain/core/https-url.ts';
import { SHARDS, SHARDS_ON_ONE_MACHINE } from '../shared/store/shards.ts';
import { domainOf } from './dns-records.ts';
import { readJsonFile } from './read-json-file.ts';
import { readProgramFile } from './read-program-file.ts';
import { SettingsError } from './settings-error.ts';

const STAGES_FOLDER = join(import.meta.dirname, 'stages');

/**
 * A file of settings: its name is that of the stage, and begins the names of its stacks and of what is in them. A
 * program configuration may lie beside it.
 */
const STAGE_FILE = /^(?!program\.)([a-z][a-z0-9-]{0,15})\.json$/;

/** The stages: each has its settings in `infra/stages/<stage>.json`. A copy of a file is another stage. */
export function stagesIn(folder: string = STAGES_FOLDER): string[] {
  return readdirSync(folder)
    .flatMap((file) => STAGE_FILE.exec(file)?.[1] ?? [])
    .sort();
}

const SEND_RATE = { error: 'mails per second, a number above 0 and up to 100000; "unlimited" in stage local' };
const UNLIMITED = 'unlimited';

/** CloudWatch Logs API reference, PutRetentionPolicy: up to ten years. */
const LOG_RETENTION = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731],
  ...[1_096, 1_827, 2_192, 2_557, 2_922, 3_288, 3_653],
];
/** What AWS takes as value of a tag (Tagging AWS Resources, "Tag naming limits and requirements"), but not empty. */
const TAG_VALUE = /^[\p{L}\p{N} _.:/=+\-@]{1,256}$/u;
/** The cost center of a stage that names none. */
export const NO_COST_CENTER = 'unassigned';

const account = textThat('an AWS account id, 12 digits in quotes', (text) => /^\d{12}$/.test(text));
const region = textThat('an AWS region, e.g. eu-west-1', (text) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(text));
const domain = textThat('a domain, e.g. partners.example.com', (text) => /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(text));
const httpsAddress = textThat('an https URL without credentials', (text) => httpsUrlOf(text) !== null);
const hexDigits = textThat('32 hexadecimal digits', (text) => /^[0-9a-f]{32}$/.test(text));
const words = textThat('what `npm run compare` wrote', (text) => text !== '');
const file = textThat('the path of a JSON file', (text) => text !== '');
const tableName = textThat('the name of a DynamoDB table, 3 to 255 letters, digits, "_", "-" and "."', (text) =>
  /^[a-zA-Z0-9_.-]{3,255}$/.test(text),
);

/** Exported for docs/reference.md; `readStageSettings` is what to call. */
export const settingsFile = fields({
  /** Account and region to deploy to; without them, those of the current credentials. */
  account: account.optional(),
  region: region.optional(),
  /** The address that notices come from; its domain becomes the SES identity. */
  sender: z.email({ error: 'an email address' }),
  /** What mailboxes show as sender, beside the address. */
  senderName: line(1, 100).optional(),
  /** Where answers go; without it, to the sender. */
  replyTo: z.email({ error: 'an email address' }).optional(),
  /** The part before each sender domain of its MAIL FROM domain, which mail servers return bounces to. */
  mailFromSubdomain: textThat('a part of a domain, e.g. bounce', (text) =>
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text),
  ).default('bounce'),
  /**
   * Addresses to which the stage may send at all, besides the operators' and those of SES's mailbox simulator; without
   * it, to everybody.
   */
  onlyRecipients: z.array(z.email({ error: 'an email address' }), { error: 'a list of email addresses' }).optional(),
  /** Further domains with an SES identity: those that the sender is about to move to, or has just left. */
  otherSenderDomains: z.array(domain).default([]),
  /** Where alerts to the operators of the program go. */
  operatorsAddress: z.email({ error: 'an email address' }),
  /** Mails per second that SES lets the account send: all functions together send no faster. */
  sendRate: z.union([z.number(SEND_RATE).positive(SEND_RATE).max(100_000, SEND_RATE), z.literal(UNLIMITED)], SEND_RATE),
  /** Segments of a sweep, which work at the same time, each on its share of the shards. */
  mapConcurrency: wholeNumber(1, SHARDS),
  /** Items that a call of a sweep works on at a time; fewer where SES lets the account send slowly. */
  itemsInFlight: wholeNumber(1, 64).default(8),
  /**
   * Copies of mail-events that run at the same time at most; Lambda takes no maximum below 2
   * (docs/decisions/0030-queue-of-mail-events.md).
   */
  mailEventConcurrency: wholeNumber(2, 1_000).default(4),
  /** Days for which reports of runs are kept (R-OPS-4): they have addresses of people. */
  reportsKeptDays: wholeNumber(1, 3_650).default(730),
  /** Days for which uploaded files and the reports of their rejected rows are kept (R-OPS-4). */
  importsKeptDays: wholeNumber(1, 3_650).default(90),
  /** Days for which what was replaced or has expired in a bucket can be brought back (R-OPS-4). */
  replacedKeptDays: wholeNumber(1, 3_650).default(30),
  /** Days for which S3 keeps who read and wrote which object (R-OPS-4). */
  accessLogsKeptDays: wholeNumber(1, 3_650).default(365),
  /** Days to each second of which the table can be restored (R-OPS-4); DynamoDB allows no more. */
  recoveryDays: wholeNumber(1, 35).default(35),
  /** Days for which a day's backup of stage prod is kept, and the first one of a month (R-OPS-4). */
  dailyBackupsKeptDays: wholeNumber(1, 3_650).default(35),
  monthlyBackupsKeptDays: wholeNumber(1, 3_650).default(365),
  /**
   * Percent of the calls that go to the new version of a function at first, while alarms may take it back; without it
   * functions have no versions, and all calls go to the new code at once (docs/decisions/0043-rollout.md).
   */
  canaryPercent: wholeNumber(1, 99).optional(),
  /** Minutes after which all calls go to the new version, if no alarm went off. */
  canaryMinutes: wholeNumber(1, 60).default(10),
  /** Days for which logs of functions and of executions are kept: those that CloudWatch Logs knows. */
  logsKeptDays: z.literal(LOG_RETENTION, { error: `one of ${LOG_RETENTION.join(', ')}` }).default(90),
  /** Who pays for the stage: the tag `cost-center` of everything in it. */
  costCenter: textThat('letters, digits, spaces and _ . : / = + - @, 1 to 256 of them', (text) =>
    TAG_VALUE.test(text),
  ).default(NO_COST_CENTER),
  /** US dollars a month, above which the operators are told that the stage costs more. */
  monthlyBudget: wholeNumber(1, 1_000_000).default(50),
  /** Where docs/runbook.md is published: alarms lead to its headings. */
  runbookUrl: httpsAddress.optional(),
  /** Called after each complete day; somebody outside the account notices when it is not. */
  heartbeatUrl: httpsAddress.optional(),
  /** Whether the watch starts a missed run that would not come back before a month. */
  startMissedRuns: z.boolean({ error: 'true or false' }).default(true),
  /** A Slack channel that gets the alarms, besides the operators' address. */
  slackChannel: fields({
    workspaceId: textThat('the id of a Slack workspace, e.g. T012ABCDEFG', (text) => /^[A-Z0-9]{3,255}$/.test(text)),
    channelId: textThat('the id of a Slack channel, e.g. C012ABCDEFG', (text) => /^[A-Za-z0-9]{3,255}$/.test(text)),
  }).optional(),
  /**
   * The table that everything works on in place of the stack's own: one that was restored
   * (docs/decisions/0036-restoring.md).
   */
  tableName: tableName.optional(),
  /** Another region, to which the backups of stage prod are copied. Default: they are copied nowhere. */
  backupCopyRegion: region.optional(),
  /** Whether every change is told on a bus of EventBridge (docs/events). Without it there is neither stream nor bus. */
  events: z.boolean({ error: 'true or false' }).default(false),
  /** Days for which events can be told again: EventBridge archives them. */
  eventsKeptDays: wholeNumber(1, 3_650).default(90),
  /**
   * Who may give commands by the bus, where events are told: the source that its events have, the ARN of its role or
   * user, and the commands that it may give.
   */
  commandSources: z
    .array(
      fields({
        source: textThat(
          'letters, digits, ".", "_", "/" and "-", 1 to 256, and not "partner-program" or "aws."',
          (text) => /^(?!aws\.|partner-program$)[A-Za-z0-9._/-]{1,256}$/.test(text),
        ),
        principal: textThat('the ARN of a role or user', (text) =>
          /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]{1,576}$/.test(text),
        ),
        commands: z
          .array(oneOf(BUS_COMMANDS), { error: 'a list of commands' })
          .min(1, { error: 'one command or more' }),
      }),
      { error: 'a list of sources' },
    )
    .default([]),
  /** The stream of the table `tableName`, new and old images, where events are told. */
  tableStreamArn: textThat('the ARN of a stream of a DynamoDB table', (text) =>
    /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[a-zA-Z0-9_.-]{3,255}\/stream\/[0-9T:.-]+$/.test(text),
  ).optional(),
  /** The program configuration; relative to the settings file. */
  programConfigFile: file,
  /**
   * The record that `npm run compare` writes (`change.json`): the stage takes no other program configuration, and no
   * other code. Without it, it takes any.
   */
  approvedChange: fields({ id: hexDigits, data: hexDigits, before: hexDigits, simulated: words }).optional(),
  /** The page on which partners renew; notices link to it. */
  partnerCenterUrl: httpsAddress,
});

const deployedSettings = settingsFile
  .refine(({ sendRate }) => sendRate !== UNLIMITED, { ...SEND_RATE, path: ['sendRate'] })
  .refine((settings) => isOtherRegion(settings), {
    path: ['backupCopyRegion'],
    error: 'another region than that of the stage, whose region is set, too',
  })
  .refine(
    ({ events, tableName, tableStreamArn }) => !events || (tableName === undefined) === (tableStreamArn === undefined),
    {
      path: ['tableStreamArn'],
      error: 'the ARN of the stream of the table `tableName` where events are told, and nothing without `tableName`',
    },
  )
  .refine(({ events, commandSources }) => events || commandSources.length === 0, {
    path: ['commandSources'],
    error: 'nothing without `events`: the answers are events',
  });

function isOtherRegion({ region, backupCopyRegion: other }: z.infer<typeof settingsFile>): boolean {
  return other === undefined || (region !== undefined && other !== region);
}

/** The options of the command line, `-c name=value`, and what the tools on one machine add. */
const contextValues = (stages: readonly string[]) =>
  z
    .object({
      stage: oneOf(stages as [string, ...string[]]).default('dev'),
      programConfigFile: file.optional(),
      moduleAliases: z.record(z.string(), z.string()).optional(),
      tableName: tableName.optional(),
      events: z.boolean({ error: 'true or false' }).optional(),
    })
    .refine(({ stage, events }) => stage === 'local' || events === undefined, {
      path: ['events'],
      error: 'nothing, but for stage local: set it in the file of the stage, so that the next deployment knows it, too',
    })
    .refine(({ stage, moduleAliases }) => stage === 'local' || moduleAliases === undefined, {
      path: ['moduleAliases'],
      error: 'nothing, but for stage local: what is deployed calls AWS',
    })
    .refine(({ stage, tableName }) => stage === 'local' || tableName === undefined, {
      path: ['tableName'],
      error: 'nothing, but for stage local: set it in the file of the stage, so that the next deployment knows it, too',
    });

/** The settings from which the stacks are built. */
export type StageSettings = z.infer<typeof settingsFile> & {
  readonly stage: string;
  /** Absolute path. */
  readonly programConfigFile: string;
  /** The time zone of the program (R-CAL-1), an IANA name, from the program configuration. */
  readonly timeZone: string;
  /** Files that are bundled in place of packages, by the package's name. */
  readonly moduleAliases?: Readonly<Record<string, string>> | undefined;
  /** Sender domains whose SES identity another stage makes; an account and region has one of each. Default: none. */
  readonly domainsElsewhere?: readonly string[];
};

export type SettingsRequest = {
  /** The name of a file of settings. Default `dev`. */
  readonly stage?: unknown;
  /** A program configuration to use instead of the stage's own; relative to the working directory. */
  readonly programConfigFile?: unknown;
  /** Stage local only: files that are bundled in place of packages, by the package's name. */
  readonly moduleAliases?: unknown;
  /** Stage local only: the settings `tableName` and `events`, in place of those of its file. */
  readonly tableName?: unknown;
  readonly events?: unknown;
};

/**
 * The settings of a stage, from its file in `folder`.
 * @throws SettingsError with the place, the value and the allowed values of each wrong setting
 */
export function readStageSettings(request: SettingsRequest = {}, folder: string = STAGES_FOLDER): StageSettings {
  const {
    stage,
    programConfigFile: other,
    moduleAliases,
    tableName,
    events,
  } = parseOrThrow(contextValues(stagesIn(folder)), request, 'context');
  const path = join(folder, `${stage}.json`);
  const settings = parseOrThrow(stage === 'local' ? settingsFile : deployedSettings, readJsonFile(path), path);
  const programConfigFile = other ? resolve(other) : resolve(folder, settings.programConfigFile);
  const { timeZone } = readProgramFile(programConfigFile);
  const elsewhere = { domainsElsewhere: domainsElsewhere(stage, settings, folder) };
  return {
    ...settings,
    ...(tableName && { tableName }),
    ...(events !== undefined && { events }),
    ...elsewhere,
    stage,
    programConfigFile,
    timeZone,
    moduleAliases,
  };
}

/** The domains that a stage sends from, or may. */
export const senderDomainsOf = ({ sender, otherSenderDomains }: z.infer<typeof settingsFile>): string[] => [
  ...new Set([domainOf(sender), ...otherSenderDomains]),
];

/** The addresses to which a stage is limited; none: it is not limited. */
export const recipientsOf = ({ onlyRecipients, operatorsAddress }: StageSettings): readonly string[] =>
  onlyRecipients === undefined ? [] : [...new Set([operatorsAddress, ...onlyRecipients])];

/**
 * Domains of stages in the same account and region that come before this one: prod, then by name. So a copy of a file
 * is a stage that can be deployed beside the first.
 */
function domainsElsewhere(stage: string, settings: z.infer<typeof settingsFile>, folder: string): string[] {
  if (stage === 'local') return [];
  const rank = (name: string) => (name === 'prod' ? '' : name);
  const before = stagesIn(folder).filter((name) => name !== 'local' && rank(name) < rank(stage));
  return before.flatMap((name) => {
    const other = settingsFile.safeParse(readJsonFile(join(folder, `${name}.json`))).data;
    const isBeside = other?.account === settings.account && other?.region === settings.region;
    return other !== undefined && isBeside ? senderDomainsOf(other) : [];
  });
}

/** Whether what the stage has stored is kept, whatever becomes of its stacks: nothing of it is deleted with them. */
export function keepsData({ stage }: Pick<StageSettings, 'stage'>): boolean {
  return stage === 'prod';
}

/**
 * Items that one call works on at a time: no more than can be sent in some two seconds, so that no mail waits long for
 * its turn after it was claimed.
 */
export function itemsInFlightOf({ sendRate, itemsInFlight }: StageSettings): number {
  return sendRate === UNLIMITED ? itemsInFlight : Math.min(itemsInFlight, Math.ceil(sendRate / 2));
}

/** Shards of the table's sparse indexes. No setting: what is stored under another number would never be due. */
export function shardsOf({ stage }: Pick<StageSettings, 'stage'>): number {
  return stage === 'local' ? SHARDS_ON_ONE_MACHINE : SHARDS;
}

/** The name from which those of the stage's stacks, schedules, logs and metrics are made. */
export function programName({ stage }: Pick<StageSettings, 'stage'>): string {
  return `partner-program-${stage}`;
}

/**
 * The name of a resource in the console: as in docs/reference.md, but with that of the stage before it in any stage but
 * prod, so that stages can share an account. (Stage local is deployed to emulators only, where it is alone.)
 */
export function consoleName({ stage }: StageSettings, name: string): string {
  return stage === 'prod' || stage === 'local' ? name : `${stage}-${name}`;
}

function parseOrThrow<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SettingsError(problemsOf(parsed.error.issues, value, { file: where, line: null }));
}
