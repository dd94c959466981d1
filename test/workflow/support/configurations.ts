import { join } from 'node:path';

/** The program of these tests: UTC, one competency with its Learning option, and otherwise what is the default. */
export const UTC_PROGRAM = join(import.meta.dirname, 'program.json');
/** The same nine hours ahead of UTC. */
export const SEOUL_PROGRAM = join(import.meta.dirname, '../../unit/infra/program.seoul.json');
