import { type SESClient, SESServiceException, type SendRawEmailCommandInput } from '@aws-sdk/client-ses';
import type { ProgramConfig } from '../../../shared/domain/config/program-config.ts';
import type { MailEvent } from '../../../shared/domain/notices/mail-events/mail-event.ts';
import { parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import type { ObjectStore } from '../../../shared/lambda/object-store.ts';
import { mailProgramOf } from '../../../shared/mail/compose/program.ts';
import { sesSender, UNPACED } from '../../../shared/mail/sender.ts';
import { partnerPartition } from '../../../shared/store/keys.ts';
import { openStore } from '../../../shared/store/store.ts';
import { Table } from '../../../shared/store/table.ts';
import type { CommandDeps } from '../../../shared/workflows/commands/command-call.ts';
import { MEMORY_TABLE, MemoryDynamoDb, type Raw } from './memory-dynamodb.ts';
import type { FaultyCall, Process } from './process.ts';

/** That a mail was accepted means the same at any time. */
const WHENEVER = '2000-01-01T00:00:00.000Z';
/** Of the table's indexes: a segment has several. */
const SHARDS = 6;
const SENDER = 'program@vendor.example';
const PORTAL = 'https://partner.vendor.example';
/** What mails say besides; no rule knows of it. */
const IN_MAILS: Partial<ProgramConfig> = {
  fees: { currency: 'USD', amounts: [{ offer: 'competency', level: 'gold', amount: '4730' }] },
  support: { email: 'desk@vendor.example' },
  actionUrls: { pay: `${PORTAL}/{partnerId}/{membershipId}/pay` },
};
export const OPERATORS = 'operators@vendor.example';

/** A mail that SES accepted. */
export type AcceptedMail = {
  readonly noticeId: string;
  readonly to: string;
  readonly messageId: string;
  /** Whether an earlier attempt had claimed it, and was stopped or had no answer. */
  readonly isRepeated: boolean;
};

/** What a mail said, and what was stored of its partner when SES accepted it. */
export type Letter = {
  readonly noticeId: string;
  readonly membershipId: string;
  /** The ledger's key of its record. */
  readonly key: string;
  /** The message as it was sent. */
  readonly raw: string;
  readonly items: readonly Raw[];
};

export type WorldDeps = CommandDeps & { reports: ObjectStore };

/** The services of a program; they keep what stopped processes have written. */
export class World {
  readonly table = new MemoryDynamoDb();
  readonly mails: AcceptedMail[] = [];
  /** Those that nobody has checked yet. */
  readonly letters: Letter[] = [];
  readonly objects = new Map<string, string>();
  /** Copies of each notice. */
  readonly copies = new Map<string, number>();
  /** The events that SES has to publish. */
  readonly events: MailEvent[] = [];
  readonly shards = SHARDS;
  readonly #config: ProgramConfig;

  constructor(config: ProgramConfig) {
    this.#config = config;
  }

  /** The services as one process calls them, with its faults. */
  depsFor(process: Process): WorldDeps {
    const client = this.table.client((name, perform) => process.call(name, perform, TABLE_FAULTS));
    return {
      config: this.#config,
      store: openStore(new Table(client, MEMORY_TABLE, SHARDS), this.#config),
      operators: OPERATORS,
      post: { send: this.#sender(process), ...mailProgramOf({ ...this.#config, ...IN_MAILS }, PORTAL, SENDER) },
      reports: this.#reports(process),
    };
  }

  #sender(process: Process) {
    const send = ({ input }: { input: SendRawEmailCommandInput }): Promise<unknown> => {
      const noticeId = input.Tags?.[0]?.Value ?? '';
      return process.call(noticeId, () => this.#accept(noticeId, input), MAIL_FAULTS);
    };
    const settings = { sender: SENDER, configurationSet: 'program' };
    return sesSender({ send } as unknown as SESClient, settings, UNPACED);
  }

  #accept(noticeId: string, { Destinations = [], RawMessage }: SendRawEmailCommandInput): { MessageId: string } {
    const messageId = `m-${this.mails.length + 1}`;
    this.copies.set(noticeId, (this.copies.get(noticeId) ?? 0) + 1);
    const { partnerId = '', subject: membershipId = '', stage: key = '' } = parseNoticeId(noticeId) ?? {};
    const raw = Buffer.from(RawMessage?.Data ?? []).toString('latin1');
    const own = this.#partitionOfRecord(noticeId, partnerId);
    this.mails.push({ noticeId, to: Destinations.join(), messageId, isRepeated: own.some(isRepeatedIn(noticeId)) });
    const items = [...own, ...this.#mergedInto(own), ...this.table.employees()];
    this.letters.push({ noticeId, membershipId, key, raw, items });
    this.events.push({ what: 'accepted', noticeId, messageId, subject: 's', at: WHENEVER, mailedAt: WHENEVER });
    return { MessageId: messageId };
  }

  /** That of the partner, or of the one into which it was merged since: a notice keeps its id (R-MRG-5). */
  #partitionOfRecord(noticeId: string, partnerId: string): readonly Raw[] {
    const own = this.table.partition(partnerPartition(partnerId));
    const into = own.find(isPartner)?.value?.M?.mergedInto?.M?.partnerId?.S;
    const isHere = own.some((item) => JSON.stringify(item.value?.M?.notices ?? {}).includes(noticeId));
    return isHere || into === undefined ? own : this.#partitionOfRecord(noticeId, into);
  }

  /** The partners that were merged into the one of a partition. */
  #mergedInto(own: readonly Raw[]): Raw[] {
    const from = own.find(isPartner)?.value?.M?.mergedFrom?.L ?? [];
    return from.flatMap(({ S = '' }) => this.table.partition(partnerPartition(S)).filter(isPartner));
  }

  #reports(process: Process): ObjectStore {
    const put = async (key: string, body: string): Promise<void> => {
      await process.call(key, () => void this.objects.set(key, body), TABLE_FAULTS);
    };
    return { bucket: 'reports', put };
  }
}

const isRepeatedIn =
  (noticeId: string) =>
  ({ value }: Raw): boolean =>
    Object.values(value?.M?.notices?.M ?? {}).some((record) =>
      record.M?.notices?.L?.some(
        ({ M: entry }) => entry?.noticeId?.S === noticeId && Number(entry.state?.M?.attempt?.N ?? 1) > 1,
      ),
    );

const isPartner = ({ sk }: Raw): boolean => sk?.S === 'PARTNER';

/** The SDK repeats the request, so that it is carried out twice. */
const TABLE_FAULTS: FaultyCall = {
  answerLost: (perform) => {
    perform();
    return perform();
  },
  refused: (perform) => perform(),
  inParts: (perform) => someUnprocessed(perform()),
};

/** The SDK does not repeat a request to SES. */
const MAIL_FAULTS: FaultyCall = {
  answerLost: (perform) => {
    perform();
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  },
  refused: () => {
    const message = 'Maximum sending rate exceeded.';
    throw new SESServiceException({ name: 'Throttling', $fault: 'client', message, $metadata: {} });
  },
  inParts: () => {
    throw new SESServiceException({ name: 'InternalFailure', $fault: 'server', message: 'broken', $metadata: {} });
  },
};

type BatchAnswer = {
  Responses?: Record<string, Record<string, { S: string }>[]>;
  UnprocessedKeys?: Record<string, { Keys: object[] }>;
};

/** The last item of a batch was not read: it has to be asked for again. */
function someUnprocessed(answer: unknown): unknown {
  const items = (answer as BatchAnswer | undefined)?.Responses?.[MEMORY_TABLE] ?? [];
  const last = items.at(-1);
  if (last === undefined || items.length < 2) return answer;
  const left = { pk: last.pk, sk: last.sk };
  return { Responses: { [MEMORY_TABLE]: items.slice(0, -1) }, UnprocessedKeys: { [MEMORY_TABLE]: { Keys: [left] } } };
}
