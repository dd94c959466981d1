import { parseNoticeId } from '../../../shared/domain/notices/notice-id.ts';
import type { ModelInput } from '../../simulate/model/program.ts';
import { KIM, personOf } from '../input/ids.ts';
import type { World } from '../run/world.ts';

/**
 * Somebody who was erased at some partners, and what must not be found there any more: the address in any letter case,
 * and the name.
 */
type Erased = {
  readonly address: string | null;
  readonly name: string | null;
  readonly partners: Set<string>;
  readonly on: string;
  /** How many mails there were on the evening of that day. */
  mails: number | null;
};

type Command = Readonly<Record<string, unknown>>;

/**
 * Who was erased gets no more mail, and is found nowhere at the partner or those that are one with it, until given
 * again (R-OPS-4).
 */
export class Erasures {
  readonly #world: World;
  #erased: Erased[] = [];
  #ofToday: { day: string; commands: Command[] } = { day: '', commands: [] };
  readonly #merges: { readonly into: string; readonly from: string }[] = [];

  /** By the partner: its contacts, and all that commands have given, as text. */
  readonly #contacts = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  imported({ contacts }: Pick<ModelInput, 'contacts'>): void {
    for (const { partner_id: id = '', name } of contacts)
      this.#contacts.set(id, `${this.#contacts.get(id) ?? ''} "${name}"`);
  }

  /** Notes a command that was given. What was given at the same moment as an erasure may come after it. */
  note(command: Command, outcome: string, today: string): void {
    if (this.#ofToday.day !== today) this.#ofToday = { day: today, commands: [] };
    this.#ofToday.commands.push(command);
    if (command.command === 'set-contacts') this.#setContacts(command, outcome);
    if (command.command === 'merge-partners' && outcome === 'done')
      this.#merge(String(command.into), String(command.from));
    if (command.command !== 'erase-person') this.#erased = this.#erased.filter((each) => !isAgain(each, command));
    else if (outcome === 'done') this.#begin(command, today);
  }

  /** @throws Error naming who is found again, or was written to */
  checkDay(today: string): void {
    const given = this.#ofToday.day === today ? this.#ofToday.commands.filter(isGiving) : [];
    this.#erased = this.#erased.filter((each) => each.on !== today || !given.some((command) => isAgain(each, command)));
    this.#checkTable(this.#erased.filter(({ mails }) => mails === null));
    for (const each of this.#erased) {
      each.mails ??= this.#world.mails.length;
      this.#checkMails(each);
      each.mails = this.#world.mails.length;
    }
  }

  /** @throws Error naming who is found again */
  checkEnd(): void {
    this.#checkTable(this.#erased);
  }

  /** What a command gave stays with it; what was imported does not, once it is replaced. */
  #setContacts({ partnerId, contacts, requestId }: Command, outcome: string): void {
    const id = String(partnerId);
    const before = this.#contacts.get(id) ?? '';
    const kept = outcome === 'done' && !before.includes('[') ? '' : before;
    if (!before.includes(String(requestId))) this.#contacts.set(id, `${kept} ${requestId} ${JSON.stringify(contacts)}`);
  }

  #begin({ email, employeeId, partnerId }: Command, on: string): void {
    const address = email === undefined ? null : String(email).toLowerCase();
    const partners = this.#wholeOf(String(partnerId));
    const person = personOf(String(email ?? employeeId));
    // A name that never stood beside the address is nobody's.
    const name = employeeId !== undefined || this.#isKnown(person, partners) ? person : null;
    this.#erased.push({ address, name, partners, on, mails: null });
    this.#forget(person, partners);
  }

  /** That it stood beside the address is erased, too: if it is given alone later, nobody can know whose it is. */
  #forget(name: string | null, partners: ReadonlySet<string>): void {
    for (const id of partners) this.#contacts.set(id, (this.#contacts.get(id) ?? '').replaceAll(`"${name}"`, '""'));
  }

  #isKnown(name: string | null, partners: ReadonlySet<string>): boolean {
    return [...partners].some((id) => this.#contacts.get(id)?.includes(`"${name}"`));
  }

  /** The partner, and all that have become one with it. */
  #wholeOf(partnerId: string): Set<string> {
    const whole = new Set([partnerId]);
    for (let size = 0; size < whole.size; ) {
      size = whole.size;
      for (const { into, from } of this.#merges) {
        if (whole.has(into)) whole.add(from);
        if (whole.has(from)) whole.add(into);
      }
    }
    return whole;
  }

  /** What the other one has of a person of both comes with it. */
  #merge(into: string, from: string): void {
    if (this.#merges.some((merge) => merge.into === into && merge.from === from)) return;
    this.#merges.push({ into, from });
    const isJoined = ({ partners }: Erased): boolean => partners.has(into) !== partners.has(from);
    this.#erased = this.#erased.filter((each) => !(isJoined(each) && each.address === KIM));
    for (const each of this.#erased) if (isJoined(each)) for (const id of this.#wholeOf(into)) each.partners.add(id);
  }

  #checkTable(all: readonly Erased[]): void {
    const items = all.length === 0 ? [] : this.#world.table.dump();
    for (const item of items)
      for (const erased of all) {
        const { address, name, partners, on } = erased;
        const [, partner] = /"pk":{"S":"PARTNER#([^"]+)"}/.exec(item) ?? [];
        const isOf = address === null || partner === undefined || partners.has(partner);
        if (isOf && isIn(item, erased))
          throw new Error(`${address ?? name} was erased on ${on}, and is in ${item} (R-OPS-4)`);
      }
  }

  #checkMails({ address, partners, mails, on }: Erased): void {
    if (address === null) return;
    const later = this.#world.mails.slice(mails ?? 0).filter(({ to }) => to.toLowerCase() === address);
    const mail = later.find(({ noticeId }) => partners.has(parseNoticeId(noticeId)?.partnerId ?? ''));
    if (mail !== undefined) throw new Error(`${address} was erased on ${on}, and got ${mail.noticeId} (R-OPS-4)`);
  }
}

const isGiving = ({ command }: Command): boolean => command !== 'erase-person';
const isIn = (text: string, { address, name }: Erased): boolean =>
  (address !== null && text.toLowerCase().includes(address)) || (name !== null && text.includes(name));
const isAgain = (erased: Erased, command: Command): boolean => isIn(JSON.stringify(command), erased);
