import type { ProgramConfig } from '../../domain/config/program-config.ts';
import type { ObjectStore } from '../../lambda/object-store.ts';
import type { Mailer } from '../../mail/deliver.ts';
import type { Store } from '../../store/store.ts';

/** What it takes to decide about mails and send them. `operators`: their address. */
export type MailingDeps = { store: Store; post: Mailer; operators: string };

/**
 * What a sweep takes besides. `itemsInFlight`: items that a call works on at a time; `closedUntil`: until when nothing
 * can be sent, an instant, or null.
 */
export type SweepDeps = MailingDeps & {
  config: ProgramConfig;
  reports: ObjectStore;
  itemsInFlight?: number | undefined;
  closedUntil?: (() => string | null) | undefined;
};
