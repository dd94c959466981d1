import type { PartnerDraft } from '../partner/draft.ts';

/** Something that real data does sooner or later and that a program gets wrong easily. */
export type AwkwardCase = {
  readonly name: string;
  /** The program rules at stake. */
  readonly rules: readonly string[];
  /** Why the case exists: what it is, and what is right. */
  readonly why: string;
  /** Given a partner with one contact of each role, eight trainers and nothing else. */
  readonly build: (partner: PartnerDraft) => void;
};
