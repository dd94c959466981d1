import type { PartnerDraft } from '../partner/draft.ts';

/** A case that occurs in real data and that a program easily gets wrong. */
export type AwkwardCase = {
  readonly name: string;
  /** The program rules that it tests. */
  readonly rules: readonly string[];
  /** What the case is, and what the program must do. */
  readonly why: string;
  /** Given a partner with one contact of each role, eight trainers and nothing else. */
  readonly build: (partner: PartnerDraft) => void;
};
