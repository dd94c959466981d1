/**
 * `enrol` (R-MEM).
 *
 *   read the latest enrolment, then the memberships ─► decide ─► write the enrolment (conditional) ─► create the
 *   membership
 *
 * A partner has one enrolment item: whoever replaces it has read the one before. If a command is stopped after writing
 * it, the next command creates the membership.
 */
import type { Enrol } from '../../domain/commands/command.ts';
import { decideEnrolment, describeEnrolment, type Enrolment } from '../../domain/enrolment/enrolment.ts';
import type { Membership } from '../../domain/memberships/membership.ts';
import { completeTerms } from '../../domain/offers/terms.ts';
import type { Store } from '../../store/store.ts';
import { retryOnConflict } from '../../store/write-conflicts.ts';
import { makeMonthlyWorkDue } from '../due/make-monthly-work-due.ts';
import { writeAndMakeDue } from '../due/write-and-make-due.ts';
import { readMemberships } from '../reads/memberships.ts';
import { readPartnerEvidence } from '../reads/partner-evidence.ts';
import { type CommandCall, type CommandDeps, type CommandResult, done, refused } from './command-call.ts';
import { derivedMembershipId } from './command-id.ts';

export async function enrol(command: Enrol, call: CommandCall, deps: CommandDeps): Promise<CommandResult> {
  const { store, config } = deps;
  const { partnerId } = command;
  return retryOnConflict(async () => {
    const latest = await store.enrolments.get({ partnerId });
    const memberships = await completeLatest(store, partnerId, latest?.value.membership ?? null);
    const before = memberships.find((membership) => isOfCommand(membership, call.commandId));
    if (before !== undefined) return repeatEnrolment(before, call, store);
    const days = { on: command.paidOn ?? call.asOf, asOf: call.asOf };
    const evidence = await readPartnerEvidence(store, config, partnerId, days);
    const outcome = decideEnrolment(enrolmentOf(command, call), memberships, evidence, call);
    if (outcome.outcome === 'refused') return refused(outcome.refusal, command.membershipId ?? null);
    const { membership } = outcome;
    await store.enrolments.write(latest, { partnerId, membership });
    await createMembership(store, membership, call);
    return enrolmentResult(membership);
  });
}

function enrolmentOf(command: Enrol, { commandId }: CommandCall): Enrolment {
  const { partnerId, membershipId, paidOn = null, reference = null, acceptFallback, commitment = null } = command;
  const id = membershipId ?? derivedMembershipId('E', partnerId, commandId);
  const sale = { terms: completeTerms(command), paidOn, reference, acceptFallback, commitment };
  return { partnerId, membershipId: id, ...sale, commandId };
}

/** The partner's memberships; that of the latest enrolment is created first, if its command was stopped before. */
async function completeLatest(store: Store, partnerId: string, latest: Membership | null): Promise<Membership[]> {
  const memberships = await readMemberships(store, partnerId);
  if (latest === null || memberships.some(({ membershipId }) => membershipId === latest.membershipId))
    return memberships;
  await createMembership(store, latest, { asOf: latest.loadedOn });
  return [...memberships, latest];
}

/** An order makes nothing else due yet. @throws WriteConflict if another membership has the id by now */
async function createMembership(
  store: Store,
  membership: Membership,
  { asOf }: Pick<CommandCall, 'asOf'>,
): Promise<void> {
  const { partnerId, terms } = membership;
  const makeDue = async (): Promise<void> => {
    if (isPaid(membership)) await makeMonthlyWorkDue(store, partnerId, terms, asOf);
  };
  await writeAndMakeDue(makeDue, () => createUnlessThere(store, membership));
}

async function createUnlessThere(store: Store, membership: Membership): Promise<void> {
  const conflict = await store.memberships.createIfAbsent(membership);
  if (conflict === null) return;
  const [present] = await store.memberships.getAll([membership]);
  // Another command, sent for the same partner meanwhile, has finished this one.
  if (present === undefined || !isOfCommand(present.value, commandOf(membership))) throw conflict;
}

const isPaid = ({ status }: Membership): boolean => status.name !== 'ordered';

const commandOf = ({ origin }: Membership): string | null => (origin.kind === 'order' ? origin.commandId : null);
const isOfCommand = (membership: Membership, commandId: string | null): boolean => commandOf(membership) === commandId;

/**
 * An earlier attempt was stopped before it recorded that the command is done, and perhaps before it made the monthly
 * work due.
 */
async function repeatEnrolment(membership: Membership, { asOf }: CommandCall, store: Store): Promise<CommandResult> {
  if (isPaid(membership)) await makeMonthlyWorkDue(store, membership.partnerId, membership.terms, asOf);
  return enrolmentResult(membership);
}

function enrolmentResult(membership: Membership): CommandResult {
  const { rule, reason, inputs } = describeEnrolment(membership);
  return done(rule, reason, { membershipId: membership.membershipId, inputs });
}
