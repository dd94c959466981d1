import type { AwkwardCase } from './awkward/case.ts';
import { AWKWARD_CASES } from './awkward/table.ts';
import type { CivilDate } from './civil-date.ts';
import { toFiles } from './files.ts';
import { addOneOfEachRole } from './partner/contacts.ts';
import { draftPartner, type PartnerDraft } from './partner/draft.ts';
import { periodFrom } from './period.ts';
import { fillRegularPartner } from './regular/partner.ts';

export type SampleOptions = {
  /** A whole number; the same one gives the same files, to the byte. */
  readonly seed: number;
  /** How many partners; 200 by default. The first ones are the awkward cases, the rest are regular. */
  readonly partners?: number;
  /** The first simulated day. */
  readonly from: CivilDate;
};

export type SampleProgram = {
  /** The last simulated day: fourteen months after the first, inclusive. */
  readonly to: CivilDate;
  /** File name to content. */
  readonly files: Record<string, string>;
  /** The partner of each awkward case, and what the case is. */
  readonly awkward: readonly AwkwardPartner[];
};

export type AwkwardPartner = Pick<AwkwardCase, 'name' | 'rules' | 'why'> & { readonly partnerId: string };

/** Enough for every level, so that trainers decide in no case but those about them. */
const TRAINERS_OF_AWKWARD_PARTNERS = 8;

/**
 * Makes up a partner program: import files, operator commands and configuration. Depends on its arguments alone, not on
 * the machine's time zone, locale or clock.
 *
 * @throws RangeError when an option is out of range.
 */
export function generateSampleProgram({ seed, partners = 200, from }: SampleOptions): SampleProgram {
  requireWholeNumber('seed', seed, 0);
  requireWholeNumber('partners', partners, 1);
  const period = periodFrom(from);
  const takenSlugs = new Set<string>();
  const drafts = Array.from({ length: partners }, (_, index) =>
    draftPartner({ seed, number: index + 1, period, takenSlugs }),
  );
  const awkward = drafts.flatMap((partner, index) => fillPartner(partner, AWKWARD_CASES[index]));
  return { to: period.to, files: toFiles(drafts, period), awkward };
}

/** The entry for the list of awkward partners, or none for a regular one. */
function fillPartner(partner: PartnerDraft, awkwardCase: AwkwardCase | undefined): readonly AwkwardPartner[] {
  if (awkwardCase === undefined) {
    fillRegularPartner(partner);
    return [];
  }
  addOneOfEachRole(partner);
  partner.mctCount = TRAINERS_OF_AWKWARD_PARTNERS;
  awkwardCase.build(partner);
  const { name, rules, why } = awkwardCase;
  return [{ partnerId: partner.id, name, rules, why }];
}

function requireWholeNumber(name: string, value: number, smallest: number): void {
  if (Number.isSafeInteger(value) && value >= smallest) return;
  throw new RangeError(`${name} must be a whole number from ${smallest}, got ${value}`);
}
