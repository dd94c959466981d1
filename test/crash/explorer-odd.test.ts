/** Every second scenario of the crash explorer: two files, so that two processes explore at once. */
import { exploreAll } from './support/explore-all.ts';
import { SCENARIOS } from './support/scenarios.ts';

exploreAll(SCENARIOS.filter((_, index) => index % 2 === 1));
