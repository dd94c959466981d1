import { addDays, type CivilDate } from '../civil-date.ts';
import type { Achievement, Employee, Figure } from '../model.ts';
import { drawPerson } from '../people/person-names.ts';
import { giveCommand, type PartnerDraft } from './draft.ts';

/** The id of the partner's `count`th employee, from 1. */
export function employeeIdOf(partnerNumber: number, count: number): string {
  return `E-${String(partnerNumber).padStart(5, '0')}-${count}`;
}

/** Adds an employee who is imported on the first day. @returns the id */
export function employ(partner: PartnerDraft, given: Partial<Employee> = {}): string {
  const { random, region, period, employees } = partner;
  const id = employeeIdOf(partner.number, employees.length + 1);
  const associatedOn = addDays(period.from, -random.between(200, 900));
  employees.push({ id, name: drawPerson(random, region.naming).name, associatedOn, leftOn: '', ...given });
  return id;
}

/** Passed before the first day, and without end unless it is given. */
export function certify(
  partner: PartnerDraft,
  employeeId: string,
  certification: string,
  given: Partial<Achievement> = {},
): void {
  const completedOn = addDays(partner.period.from, -partner.random.between(20, 700));
  partner.achievements.push({ employeeId, certification, completedOn, expiresOn: '', ...given });
}

/** Adds `people` employees who hold the certification. @returns their ids */
export function employCertified(partner: PartnerDraft, certification: string, people: number): readonly string[] {
  return Array.from({ length: people }, () => {
    const id = employ(partner);
    certify(partner, id, certification);
    return id;
  });
}

/** Adds a figure that is imported on the first day. */
export function measure(partner: PartnerDraft, figure: Omit<Figure, 'measuredOn'>): void {
  partner.figures.push({ ...figure, measuredOn: addDays(partner.period.from, -partner.random.between(10, 60)) });
}

/** Recorded on the day of the completion. */
export function passExam(partner: PartnerDraft, employeeId: string, certification: string, on: CivilDate): void {
  giveCommand(partner, on, { command: 'record-achievement', employeeId, certification, completedOn: on });
}

export function leave(partner: PartnerDraft, employeeId: string, on: CivilDate): void {
  giveCommand(partner, on, { command: 'employee-left', employeeId, leftOn: on });
}

/** Associates an employee with this partner from that day on, which ends an association with another one. */
export function associateEmployee(partner: PartnerDraft, employeeId: string, on: CivilDate): void {
  const { name } = drawPerson(partner.random, partner.region.naming);
  giveCommand(partner, on, { command: 'associate-employee', employeeId, name });
}
