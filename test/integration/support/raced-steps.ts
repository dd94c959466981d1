/** Steps of a program, of which one test or another races each write. */
import type { Kind } from '../../../shared/import/files.ts';
import type { MemoryProgram } from './memory-program.ts';

export type Step = readonly [what: string, make: (program: MemoryProgram) => Promise<unknown>];
export type Script = {
  readonly begin: () => Promise<MemoryProgram>;
  readonly steps: readonly Step[];
  /** What must be as without the race. Default: all that is stored. */
  readonly compared?: (program: MemoryProgram) => string[];
};

export const command =
  (on: string, json: object): Step[1] =>
  (program) =>
    program.give({ partnerId: 'P-1', ...json }, on);

export const load =
  (on: string, rows: Partial<Record<Kind, string[]>>): Step[1] =>
  async (program) => {
    const problems = await program.load(rows, on);
    if (problems.length > 0) throw new Error(problems.join('; '));
  };

const TOLD = {
  delivery: { what: 'delivered' },
  bounce: { what: 'lost', loss: 'permanent', reason: 'bounce' },
  'full mailbox': { what: 'lost', loss: 'temporary', reason: 'mailbox full' },
} as const;

/** An event about the first mail that went out. */
export const event =
  (on: string, told: keyof typeof TOLD): Step[1] =>
  (program) =>
    program.event(program.mails[0]?.noticeId ?? '', TOLD[told], on);

/** Right before the step first writes an item of this sort key, something else happens. */
export const interrupted =
  (make: Step[1], sk: string, other: Step[1]): Step[1] =>
  async (program) => {
    const around = program.aroundWrite;
    let isOver = false;
    program.aroundWrite = async (item, write) => {
      if (!isOver && item.sk.startsWith(sk)) {
        isOver = true;
        await other(program);
      }
      return around(item, write);
    };
    await make(program);
    program.aroundWrite = around;
  };

/** While the step's first mail is on its way, something else happens. */
export const whileSending =
  (make: Step[1], other: Step[1]): Step[1] =>
  async (program) => {
    program.whileSending = async () => {
      program.whileSending = async () => {};
      await other(program);
    };
    await make(program);
  };
