import type { Archive } from '../archive/archive.ts';
import type { Course } from '../archive/course.ts';
import type { Mailbox } from '../archive/mails/mailbox.ts';
import type { Mails } from '../archive/mails/mails.ts';
import type { Period } from '../report/data/input.ts';

/** The data from which the server replies. */
export type Sources = {
  readonly archive: Archive;
  readonly mails: Mails;
  readonly course: Course;
  readonly mailbox: Mailbox;
  readonly outDir: string;
  readonly outages: readonly Period[];
};
