/** The simulation: a partner program's days, one after the other, on the workflows that deploy to AWS. */
export { checkInput, type SimulationInput, warningsOf } from './check-input.ts';
export type { Days } from './civil-days.ts';
export { ownEndpoints } from './own-endpoints.ts';
export { type Doing, type SimulationOptions, simulate } from './simulation.ts';
export { Tally } from './tally.ts';
