/** What a partner's admin asks: how much, until when where they are, how far they are, where, and whom. */
import type { ActionUrls } from '../../../../domain/config/mails.ts';
import type { Name } from '../../name.ts';

export type AskedWords = {
  /** The end of the last day in the reader's own time zone; null: a language that is read in many. */
  localEnd: { label: string; value: (day: string, time: string) => string } | null;
  /** KPI of the months that are published, before all of them are. `date`: of the refresh that decides. */
  kpiSoFar: (have: string, need: string, months: string, date: string) => string;
  /** Whom to ask: a name, and an address or a page, or both. */
  questions: (contact: string) => string;
  contact: (name: Name | null, addresses: readonly string[]) => string;
  /** What is done at an address of its own, as a button or a link says. */
  actions: Record<keyof ActionUrls, string>;
  calendar: {
    summary: (membership: string, partner: Name) => string;
    /** What the mail says of the file with the entry, or with its cancellation. */
    attached: string;
    removed: string;
  };
};
