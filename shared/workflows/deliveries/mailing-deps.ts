import type { Mailer } from '../../mail/deliver.ts';
import type { Store } from '../../store/store.ts';

/** What it takes to decide about mails and send them. `operators`: their address. */
export type MailingDeps = { store: Store; post: Mailer; operators: string };
