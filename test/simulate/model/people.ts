/**
 * Employees, what they have passed, and figures (R-COMP). Each command says whether it is done; otherwise it is
 * refused.
 */
import { type Day, day } from './dates.ts';
import type { Employee, Json, Partner, Program } from './program.ts';
import { millionths } from './requirements.ts';

function employee({ employees }: Program, id: string): Employee {
  const known = employees.get(id) ?? { associations: [], achievements: [] };
  employees.set(id, known);
  return known;
}

const on = (given: string | undefined, today: Day): Day => (given === undefined ? today : day(given));

export function associate(program: Program, partner: Partner, c: Json, today: Day): boolean {
  const from = on(c.associatedOn, today);
  if (from > today) return false;
  const known = program.employees.get(c.employeeId) ?? { associations: [], achievements: [] };
  const current = known.associations.find((each) => each.from <= from && (each.until === null || from < each.until));
  if (current?.partner === partner) return true;
  // One organisation at a time: nothing that came later, or had not ended, is put aside.
  const others = known.associations.filter((each) => each !== current);
  if (others.some((each) => each.from > from || (each.until !== null && each.until > from))) return false;
  if (current) current.until = from;
  employee(program, c.employeeId).associations.push({ partner, from, until: null });
  return true;
}

export function leave(program: Program, partner: Partner, c: Json, today: Day): boolean {
  const left = on(c.leftOn, today);
  const last = program.employees
    .get(c.employeeId)
    ?.associations.filter((each) => each.partner === partner)
    .at(-1);
  if (last === undefined) return false;
  if (last.until === left) return true;
  if (last.until !== null || left > today || left < last.from) return false;
  last.until = left;
  return true;
}

export function achieve(program: Program, partner: Partner, c: Json, today: Day): boolean {
  const known = program.employees.get(c.employeeId);
  const isThere = known?.associations.some(
    (each) => each.partner === partner && each.from <= today && (each.until === null || today < each.until),
  );
  const completed = day(c.completedOn);
  const expires = c.expiresOn === undefined ? null : day(c.expiresOn);
  if (!known || !isThere || completed > today || (expires !== null && expires <= completed)) return false;
  const others = known.achievements.filter(
    (each) => each.certification !== c.certification || each.completed !== completed,
  );
  known.achievements = [...others, { certification: c.certification, completed, expires }];
  return true;
}

export function measure(program: Program, partner: Partner, c: Json, today: Day): boolean {
  const measured = on(c.measuredOn, today);
  if (measured > today) return false;
  const { competency, metric } = c;
  const number = program.figures.length;
  program.figures.push({ partner, parts: null, competency, metric, value: millionths(c.value), on: measured, number });
  return true;
}
