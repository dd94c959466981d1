/** The simulation: a partner program's days, one after the other, on the workflows that deploy to AWS. */

export { Tally } from './days/tally.ts';
export { checkInput, type SimulationInput, warningsOf } from './input/check-input.ts';
export type { Days } from './input/civil-days.ts';
export { ownEndpoints } from './input/own-endpoints.ts';
export { type Doing, type SimulationOptions, simulate } from './simulation.ts';
