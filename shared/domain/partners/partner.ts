/** Partners and the people who act for them (R-ROLE). */
import type { CivilDate } from '../core/calendar.ts';
import type { History } from '../core/history.ts';
import type { Stamp } from '../core/stamp.ts';

/** Roles in the order in which one person holding several is addressed (R-ROLE-1, R-ROLE-2). */
export const ROLES = ['global-admin', 'mpn-admin', 'account-admin'] as const;
export type Role = (typeof ROLES)[number];

/** The languages in which mails are written (R-ROLE-1). */
export const LOCALES = ['en', 'ko-KR', 'zh-CN', 'zh-TW'] as const;
export type Locale = (typeof LOCALES)[number];

export type Contact = {
  role: Role;
  name: string;
  /** As given; compared case-insensitively. */
  email: string;
  /** As given; anything but the four locales is read as `en`. */
  locale: string;
};

/** An address that takes no mail, or whose owner complained about one: nothing is sent there (R-NOT-2). */
export type Unreachable = {
  /** Lower case. */
  address: string;
  since: CivilDate;
  cause: 'bounce' | 'complaint';
  /** The notice that told. */
  noticeId: string;
  stamp: Stamp | null;
};

/** A merge that is under way. `since`: the day of the merge, by which everything in it is decided, however often it is interrupted. */
export type OngoingMerge = { mergeId: string; into: string; from: string; since: CivilDate };

/** What merges have made of a partner (R-MRG). */
export type MergeState = {
  /** On both partners, until it is done: nobody else acts on either of them (R-MRG-3). */
  merge: OngoingMerge | null;
  /** It is another partner now, and this one is its history (R-MRG-1). */
  mergedInto: { partnerId: string; on: CivilDate } | null;
  /** The partners whose history this one goes on with, the earliest first. */
  mergedFrom: string[];
};

export const NEVER_MERGED: MergeState = { merge: null, mergedInto: null, mergedFrom: [] };

export type Partner = {
  partnerId: string;
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Host names, lower case. */
  verifiedDomains: string[];
  /** Reviews of the company profile by a global or account admin, latest last, the latest few kept (R-ROLE-3). */
  profileReviews: CivilDate[];
  /** Microsoft Certified Trainers. */
  mctCount: number;
  contacts: Contact[];
  /** Those of the contacts' addresses to which nothing is sent. */
  unreachable: Unreachable[];
  /** What imports and mail events changed; commands are records of their own. */
  history: History;
} & MergeState;

/** Someone to whom a notice goes: one per address (R-ROLE-2). */
export type Recipient = { to: string; name: string; role: Role | 'operator'; locale: Locale };
