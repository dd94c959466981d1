import type { Achievement, Benefit, Employee, Figure } from './model.ts';

/** The cells after the partner's id, each in the order of the columns. */

export function employeeCells({ id, name, associatedOn, leftOn }: Employee): readonly string[] {
  return [id, name, associatedOn, leftOn];
}

export function achievementCells(achievement: Achievement): readonly string[] {
  const { employeeId, certification, completedOn, expiresOn } = achievement;
  return [employeeId, certification, completedOn, expiresOn];
}

export function figureCells({ competency, metric, value, measuredOn }: Figure): readonly string[] {
  return [competency, metric, value, measuredOn];
}

export function benefitCells({ id, membershipId, grant, issuedOn, activation, assignment }: Benefit) {
  const product = 'product' in grant ? grant.product : '';
  const seats = 'seats' in grant ? String(grant.seats) : '';
  const activations = 'activations' in grant ? String(grant.activations) : '';
  const edition = 'edition' in grant ? grant.edition : '';
  const granted = [membershipId, id, grant.kind, product, seats, activations, edition, issuedOn];
  const used = [activation?.on ?? '', activation?.tenant ?? '', assignment?.to ?? '', assignment?.on ?? ''];
  return [...granted, ...used];
}
