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

export type Contact = {
  role: Role;
  name: string;
  /** As given; compared case-insensitively. */
  email: string;
  /** As given; anything but the four locales counts as `en`. */
  locale: string;
};

/** An address that takes no mail, or whose owner complained about one: nothing is sent there (R-NOT-2). */
export type Unreachable = {
  /** Lower case. */
  address: string;
  since: CivilDate;
  cause: 'bounce' | 'complaint';
  /** The notice that bounced or was complained about. */
  noticeId: string;
  stamp: Stamp | null;
};

/** A merge under way. `since`: the day of the merge; everything in it is decided for that day, however often it is interrupted. */
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
  /** Contacts' addresses to which nothing is sent. */
  unreachable: Unreachable[];
  /** Changes by imports and mail events; commands have records of their own. */
  history: History;
} & MergeState;

/** The person to whom a notice goes: one per address (R-ROLE-2). */
export type Recipient = { to: string; name: string; role: Role | 'operator'; locale: Locale };
