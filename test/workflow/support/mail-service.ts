import { simpleParser } from 'mailparser';
import type { EmulatorOptions } from '../../../infra/local/emulator/emulator.ts';
import { ConnectionCut } from '../../../infra/local/emulator/loopback-server.ts';
import type { Mail, SentMail } from '../../../infra/local/emulator/mail/mail.ts';
import { DEFAULT_EVENTS, type ToldEvent } from '../../../infra/local/emulator/mail/mail-events.ts';
import { SesError } from '../../../infra/local/emulator/mail/ses-error.ts';
import { parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';

type Fault = (mail: Mail) => void;

const NONE: Fault = () => {};

/** The mails that SES accepted, and the faults that it is to make. */
export class MailService {
  readonly #sent: SentMail[] = [];
  #before: Fault = NONE;
  #after: Fault = NONE;
  #events: readonly ToldEvent[] = DEFAULT_EVENTS;

  /** For the emulator. */
  get hooks(): Pick<EmulatorOptions, 'refuseMail' | 'onMailSent' | 'mailEvents'> {
    return {
      refuseMail: (mail) => this.#before(mail),
      onMailSent: (mail) => {
        this.#sent.push(mail);
        this.#after(mail);
      },
      mailEvents: () => this.#events,
    };
  }

  /** Forgets all mails and faults. */
  clear(): void {
    this.#sent.length = 0;
    this.heal();
  }

  /** Ends all faults. */
  heal(): void {
    this.#before = NONE;
    this.#after = NONE;
    this.#events = DEFAULT_EVENTS;
  }

  /** SES answers with an error for mails to this address, or to everybody; for ever, or so often. */
  refuse(code: string, message: string, to?: string, times = Number.POSITIVE_INFINITY): void {
    let left = times;
    this.#before = only(to, () => {
      if (left-- > 0) throw new SesError(code, message);
    });
  }

  /** The connection ends before SES has taken the mail, so often. */
  cut(to: string, times: number): void {
    this.#before = only(to, cutting(times));
  }

  /** SES takes the mail, and its answer is lost, so often. */
  loseAnswer(to: string, times: number): void {
    this.#after = only(to, cutting(times));
  }

  /** No event tells of a mail any more. */
  loseEvents(): void {
    this.#events = [];
  }

  /** SES tells this, in this order, of every mail that it takes from now on. */
  tellOfEach(...events: ToldEvent[]): void {
    this.#events = events;
  }

  /** The notices that SES took, sorted: `partner subject period stage to address`. */
  get told(): string[] {
    return this.#sent.map(noticeOf).sort();
  }

  /** The same, of those since the last call of it or of `clear`. */
  takeTold(): string[] {
    const { told } = this;
    this.#sent.length = 0;
    return told;
  }

  /** The plain texts of the mails to an address, in their order. */
  async textsTo(address: string): Promise<string[]> {
    const mails = this.#sent.filter(({ destinations }) => destinations.includes(address));
    return Promise.all(mails.map(async ({ raw }) => (await simpleParser(raw)).text ?? ''));
  }
}

function only(to: string | undefined, fault: Fault): Fault {
  return (mail) => {
    if (to === undefined || mail.destinations.includes(to)) fault(mail);
  };
}

function cutting(times: number): Fault {
  let left = times;
  return () => {
    if (left-- > 0) throw new ConnectionCut();
  };
}

function noticeOf({ tags, destinations }: SentMail): string {
  const key = parseNoticeId(tags.notice ?? '');
  if (key === null) throw new Error(`no notice has the id ${tags.notice}`);
  const { partnerId, subject, period, stage } = key;
  return `${partnerId} ${subject} ${period} ${stage} to ${destinations.join(', ')}`;
}
