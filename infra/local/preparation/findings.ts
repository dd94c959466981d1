/** What a preparation finds out on its way: changes that it made, questions that only the user can answer, problems. */
import type { Problem } from '../../../shared/domain/core/problem.ts';

/** One change of what a source says, for the table of changes. */
export type Change = {
  /** The source: `partners.csv`, or `Book.xlsx#Sheet1`. */
  readonly file: string;
  /** Where the row begins in the source, from 1; null: the file as a whole. */
  readonly row: number | null;
  /** The column of the import file, or the source's own name of one that is left out; empty: the row as a whole. */
  readonly column: string;
  readonly from: string;
  readonly to: string;
  /** The rule by which it was made. */
  readonly why: string;
};

/** Something with more than one reading. */
export type Question = {
  readonly file: string;
  /** The column of the import file; null: the file as a whole. */
  readonly column: string | null;
  /** What is open, in one line. */
  readonly asks: string;
  readonly choices: readonly string[];
  /** Options of the command line that answer it, too. */
  readonly options: readonly string[];
  /** Where the answer stands in the source's entry of the map. */
  readonly place: readonly string[];
};

export class Findings {
  readonly changes: Change[] = [];
  readonly questions: Question[] = [];
  readonly problems: Problem[] = [];

  #isRefused = false;

  /** Something without which no import file can be written. */
  refuse(problem: Problem): void {
    this.problems.push(problem);
    this.#isRefused = true;
  }

  /** A file as a whole cannot be read. */
  refuseFile(file: string, got: string, allowed: string): void {
    this.refuse({ file, line: null, field: null, got, allowed });
  }

  /** Whether there is nothing that could be written. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Whether it is open in which encoding a file is: what looks like letters may be others. */
  isUnsure(file: string): boolean {
    return this.questions.some((question) => question.file === file && question.place[0] === 'encoding');
  }
}
