/** The shapes of stored employees and of what a partner can show for its competencies. */
import * as z from 'zod';
import { METRICS } from '../../domain/offers/metric.ts';
import type { Employee } from '../../domain/people/employee.ts';
import type { SkillsLedger } from '../../domain/people/skills.ts';
import { date, decimal, history } from './stored-values.ts';

const recording = z
  .object({ at: z.string(), runId: z.string(), workflow: z.enum(['import', 'partner-command']) })
  .nullable();

export const employeeSchema: z.ZodType<Employee> = z.object({
  employeeId: z.string(),
  name: z.string(),
  associations: z.array(
    z.object({ partnerId: z.string(), from: date, until: date.nullable(), began: recording, ended: recording }),
  ),
  achievements: z.array(z.object({ certification: z.string(), completedOn: date, expiresOn: date.nullable() })),
});

/** That somebody belongs to a partner, or did: where to look; the employee's own item says when. */
export type AssociatedEmployee = { partnerId: string; employeeId: string };

export const associatedEmployeeSchema: z.ZodType<AssociatedEmployee> = z.object({
  partnerId: z.string(),
  employeeId: z.string(),
});

export const skillsSchema: z.ZodType<SkillsLedger> = z.object({
  partnerId: z.string(),
  people: z.record(z.string(), z.array(z.object({ from: date, people: z.int().nonnegative() }))),
  figures: z.array(
    z.object({
      competency: z.string(),
      metric: z.enum(METRICS),
      value: decimal,
      measuredOn: date,
      partnerIds: z.array(z.string()).optional(),
    }),
  ),
  dirty: z.boolean(),
  history,
});
