/** A program year: the requirements of each competency at the anniversaries in it (R-KPI-6, R-COMP-1). */
import * as z from 'zod';
import { METRICS } from '../offers/metric.ts';
import { LEVELS } from '../offers/terms.ts';
import { date, decimal, fields, isDate, issue, line, listOf, oneOf, wholeNumber } from './values.ts';

const MAX_PEOPLE = 1_000_000;

/** One way to attain a level: all of its goals together. Several paths are alternatives (R-COMP-1). */
const path = fields({
  /** How many employees have to hold the certification or assessment. */
  skills: listOf(fields({ certification: line(1, 100), people: wholeNumber(1, MAX_PEOPLE) }), 0, 50).default([]),
  /** At least this value, a decimal string. */
  performance: listOf(fields({ metric: oneOf(METRICS), value: decimal }), 0, METRICS.length).default([]),
}).refine(({ skills, performance }) => skills.length + performance.length > 0, {
  error: 'a path with at least one goal in skills or performance',
});

/** Null where the competency has no levels: an advanced specialization. */
const level = z
  .enum([...LEVELS, ''], { error: `one of ${LEVELS.join(', ')}, or nothing for an advanced specialization` })
  .nullish()
  .transform((given) => (given === '' || given === undefined ? null : given));

/** Fields that are left out require nothing. */
const requirement = fields({
  competency: line(1, 100),
  level,
  learningOption: z.boolean({ error: 'true or false' }).default(false),
  /** KPI of the twelve months, a decimal string (R-KPI-7). */
  kpi: decimal.optional(),
  /** Microsoft Certified Trainers. */
  mct: wholeNumber(0, MAX_PEOPLE).optional(),
  paths: listOf(path, 0, 50).default([]),
});

type Requirement = z.output<typeof requirement>;

const requirements = listOf(requirement, 0, 2000).superRefine((list, context) => {
  const firstIndexes = new Map<string, number>();
  for (const [index, entry] of list.entries()) {
    const key = subject(entry);
    const first = firstIndexes.get(key);
    if (first === undefined) firstIndexes.set(key, index);
    else context.addIssue(issue([index, 'competency'], onlyOnce(first)));
  }
});

function subject({ competency, level, learningOption }: Requirement): string {
  return JSON.stringify([competency, level, learningOption]);
}

function onlyOnce(first: number): string {
  return `each competency, level and learningOption once a program year (requirements[${first}] is the same)`;
}

/** `from` and `to` are both inclusive. */
export const programYear = fields({
  from: date,
  to: date,
  requirements,
  /** Whether enrolling in a Learning option takes the commitment to the requirements (R-MEM-11). */
  commitmentRequired: z.boolean({ error: 'true or false' }).default(false),
}).superRefine(({ from, to }, context) => {
  if (!isDate(from) || from <= to) return;
  context.addIssue(issue(['to'], `${from} (from) or later`));
});
