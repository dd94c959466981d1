/** A stage of a renewal's notices, and the civil date on which it was first sent. */
type Notice = { readonly stage: number; readonly on: string };

/** Which stages of renewal notices were sent, by partner, membership and cycle. */
export class NoticeDays {
  readonly #notices = new Map<string, Notice[]>();

  add(mail: {
    readonly asOf: string;
    readonly kind: string;
    readonly stage: number | null;
    readonly partnerId: string;
    readonly membershipId: string | null;
    readonly cycle: number | null;
  }): void {
    const { kind, stage, asOf, partnerId, membershipId, cycle } = mail;
    if (kind !== 'renewal' || stage === null) return;
    const key = `${partnerId} ${membershipId} ${cycle}`;
    const known = this.#notices.get(key) ?? [];
    if (known.some((notice) => notice.stage === stage)) return;
    this.#notices.set(key, [...known, { stage, on: asOf }]);
  }

  of(key: string): readonly Notice[] {
    return this.#notices.get(key) ?? [];
  }
}
