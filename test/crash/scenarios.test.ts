/** What the crash explorer explores. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerId } from '../../infra/local/emulator/functions/function-environment.ts';
import { synthesizeProgram } from '../../infra/local/simulation/synthesize-program.ts';
import { UTC_PROGRAM } from '../workflow/support/configurations.ts';
import { tableUses, workflowsTemplate } from '../workflow/support/workflows-template.ts';
import { explore, prepare } from './support/explore.ts';
import { FaultyProgram } from './support/faulty-program.ts';
import { SCENARIOS } from './support/scenarios.ts';

describe('the crash scenarios', () => {
  const reached = new Set<string>();
  let faulty: FaultyProgram;

  beforeAll(async () => {
    faulty = await FaultyProgram.start();
    for (const scenario of SCENARIOS)
      for (const call of (await explore(faulty, scenario, await prepare(faulty, scenario))).calls) reached.add(call);
  });
  afterAll(() => faulty?.stop());

  it('reach every call by which a function uses the table, with a fault at each of them', async () => {
    const resources = workflowsTemplate(await synthesizeProgram(UTC_PROGRAM, { inProcess: false }));
    const missing = Object.entries(resources)
      .filter(([id, { Type }]) => Type === 'AWS::Lambda::Function' && !READS_ONLY.test(id))
      .flatMap(([id, resource]) => {
        const caller = callerId(faulty.program.emulator.nameOf('AWS::Lambda::Function', id));
        const uses = tableUses(resources, resource).map((use) => `${caller} dynamodb ${use}`);
        return uses.filter((use) => !reached.has(use) && !AFTER_A_CONFLICT.test(`${id} ${use}`));
      });
    expect(missing).toEqual([]);
    for (const call of ['s3 PUT', 's3 GET']) expect(reached).toContain(call);
  });
});

/**
 * The watch writes nothing: to stop it changes nothing. What takes commands from the bus starts each under one name, and
 * gets it again.
 */
const READS_ONLY = /^(RunWatch|BusCommands)/;
/** What happens only when somebody else writes between a claim and its answer: see the tests of races. */
const AFTER_A_CONFLICT =
  /^((RenewalNotices|GraceExpiry|DirectorySubmission)Page|ReindexReindexFunction)\S+ \S+ dynamodb GetItem$/;
