/** Partners and the people who act for them (R-ROLE). */
import type { CivilDate } from '../core/calendar.ts';
import type { History } from '../core/history.ts';
import type { Stamp } from '../core/stamp.ts';

/** Roles, the one that counts first for a person who has several (R-ROLE-1, R-ROLE-2). */
export const ROLES = ['global-admin', 'mpn-admin', 'account-admin'] as const;
export type Role = (typeof ROLES)[number];

/** The languages in which mails are written (R-ROLE-1). */
export const LOCALES = ['en', 'ko-KR', 'zh-CN', 'zh-TW'] as const;
export type Locale = (typeof LOCALES)[number];

/** Contacts of a partner: all of them are in one item (R-IMP-6). */
export const MAX_CONTACTS = 50;
/** Verified domains of a partner, after merges too: a file or command gives fewer at a time (R-IMP-6). */
export const MAX_DOMAINS = 400;

export type Contact = {
  role: Role;
  name: string;
  /** As given; compared case-insensitively. */
  email: string;
  /** As given; anything but the four locales counts as `en`. */
  locale: string;
};

/** Why nothing is sent to an address; a later cause in this list replaces an earlier one (R-NOT-7, R-NOT-8). */
export const UNREACHABLE_CAUSES = [
  /** Several notices in a row had temporary bounces. */
  'bounces-in-a-row',
  /** The recipient reported a mail as spam and has not withdrawn that. */
  'complaint',
  /** The address accepts no mail. */
  'bounce',
  /** The address is on a suppression list: the mail service sends nothing to it until it is removed from that list. */
  'suppressed',
  /** The person was erased; the address is a pseudonym (R-OPS-4). */
  'erased',
] as const;

/** An address to which nothing is sent. */
export type Unreachable = {
  /** Lower case. */
  address: string;
  since: CivilDate;
  cause: (typeof UNREACHABLE_CAUSES)[number];
  /** Instant of the mail event, in UTC with milliseconds. */
  at: string;
  /** The notice that bounced or was complained about. */
  noticeId: string;
  stamp: Stamp | null;
};

/** Which of a partner's contacts can be reached by mail. */
export type Reachability = {
  /** Contacts' addresses to which nothing is sent. */
  unreachable: Unreachable[];
  /**
   * The latest `not-spam` report of each address: earlier complaints no longer count (R-NOT-8). `at`: instant, as
   * above.
   */
  notSpam?: { address: string; at: string }[] | undefined;
  /** When an operator last set the contacts: mail events up to this instant no longer count. Instant, as above. */
  vouchedAt?: string | undefined;
};

/**
 * A merge under way. `since`: the day of the merge; everything in it is decided for that day, however often it is
 * interrupted.
 */
export type OngoingMerge = { mergeId: string; into: string; from: string; since: CivilDate };

/** A partner's part in merges (R-MRG). */
export type MergeState = {
  /** The merge under way, on both partners: no workflow acts on either of them (R-MRG-3). */
  merge: OngoingMerge | null;
  /** The partner that this one has become part of; what is left here is history (R-MRG-1). */
  mergedInto: { partnerId: string; on: CivilDate } | null;
  /** The partners that were merged into this one, the earliest first. */
  mergedFrom: string[];
};

export const NEVER_MERGED: MergeState = { merge: null, mergedInto: null, mergedFrom: [] };

/** A person whose erasure is under way: what stands for it, and the names under which it was known (R-OPS-4). */
export type ErasedPerson = { pseudonym: string; names: string[] };

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
  /**
   * The day on which its account profile on the Courseware Marketplace was set up; none is recorded if undefined
   * (R-MEM-10).
   */
  accountProfileOn?: CivilDate | undefined;
  /** Until objects are done, too. Default: nobody. */
  erasing?: ErasedPerson[] | undefined;
  contacts: Contact[];
  /** Changes by imports and mail events; commands have records of their own. */
  history: History;
} & Reachability &
  MergeState;

/** The person to whom a notice goes: one per address (R-ROLE-2). */
export type Recipient = { to: string; name: string; role: Role | 'operator'; locale: Locale };
