import { StateMachine as Engine } from 'aws-local-stepfunctions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../infra/local/emulator/json.ts';
import { SHARDS } from '../../../shared/store/shards.ts';
import { planSegments } from '../../../shared/sweep/plan-segments.ts';
import { resourcesOfType, synthesized, written } from '../../unit/infra/synthesized.ts';
import { runMachine } from '../engine/machines.ts';

/** "Maximum events in a single execution's history": Step Functions Developer Guide, "Service quotas". */
const HISTORY_EVENTS = 25_000;
/** Entered, scheduled, started, succeeded, exited; entered, exited; started, succeeded. */
const EVENTS = { task: 5, otherState: 2, execution: 2 };
const HOURS_OF_RUN = 20;
const CALLS_OF_RUN = HOURS_OF_RUN * 60;

/** Events of each execution, the children of the map by themselves. */
const histories: number[] = [];
const { run } = Engine.prototype;
beforeAll(() => {
  Engine.prototype.run = function (input, options) {
    const execution = run.call(this, input, options);
    const counted = countEvents(execution.eventLogs).then((events) => histories.push(events));
    return { ...execution, result: execution.result.finally(() => counted) };
  };
});
afterAll(() => {
  Engine.prototype.run = run;
});

async function countEvents(events: ReturnType<Engine['run']>['eventLogs']): Promise<number> {
  let count = EVENTS.execution;
  for await (const event of events)
    if (event.type === 'StateEntered' || event.type === 'StateRetried')
      count += event.state.type === 'Task' ? EVENTS.task : EVENTS.otherState;
  return count;
}

const arnOf = (name: string): string => `arn:aws:lambda:eu-west-1:000000000000:function:${name}`;

/** The machine as it is deployed in prod; its functions are called by what they are. */
function deployedMachine(): JsonObject {
  const { workflows } = synthesized({ stage: 'prod' });
  const machine = resourcesOfType(workflows, 'AWS::StepFunctions::StateMachine')
    .map(({ Properties }) => Properties)
    .find(({ StateMachineName }) => StateMachineName === 'renewal-notices');
  const text = written(machine?.DefinitionString).replaceAll(
    /"<[^>]*?(Plan|Page|Report)Function[^>]*>"/g,
    (_, name: string) => `"${arnOf(name)}"`,
  );
  return JSON.parse(text);
}

type State = {
  segment: { index: number; shards: number[] };
  mode: string;
  page: number;
  totals: { examined: number } | null;
};

/** Functions of which a page works on as many items as each call has time for. */
function functionsFor(itemsOfSegment: number, itemsOfCall: number, segments: number) {
  const calls = new Map<number, number>();
  const Plan = (): Json => {
    const planned = planSegments({ asOf: '2027-03-01' as never }, SHARDS, segments);
    return { valid: true, run: { runId: 'r' }, segments: planned, segmentCount: planned.length } as unknown as Json;
  };
  const Page = (payload: Json): Json => {
    const { state } = payload as unknown as { state: State };
    const { index } = state.segment;
    calls.set(index, (calls.get(index) ?? 0) + 1);
    const before = state.totals?.examined ?? 0;
    const examined = Math.min(itemsOfSegment, before + itemsOfCall);
    const done = examined === itemsOfSegment || state.mode === 'settle';
    const totals = { ...state.totals, examined };
    return {
      ...state,
      page: state.page + 1,
      totals,
      done,
      needsSettling: done && state.mode === 'sweep',
    } as unknown as Json;
  };
  const examinedBy = (results: Json): number =>
    (results as unknown as State[]).reduce((sum, { totals }) => sum + (totals?.examined ?? 0), 0);
  const Report = (payload: Json): Json => {
    const { results } = payload as JsonObject;
    return { output: { examined: examinedBy(results as Json) }, incomplete: false, cause: '' };
  };
  return { functions: { [arnOf('Plan')]: Plan, [arnOf('Page')]: Page, [arnOf('Report')]: Report }, calls };
}

describe.runIf(process.env.DEEP === '1')('a run of 2,000,000 due items', () => {
  it.each([
    // Four segments, each with a call a minute until the run has to end: 417 items a call are 7 a second.
    [4, 417],
    [64, 4_000],
  ])(
    'divided into %i segments, %i items a call, ends with histories that Step Functions takes',
    async (segments, itemsOfCall) => {
      histories.length = 0;
      const { functions, calls } = functionsFor(2_000_000 / segments, itemsOfCall, segments);
      const execution = await runMachine(deployedMachine(), { input: {} }, functions);
      expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { examined: 2_000_000 } });
      expect(calls.size).toBe(segments);
      expect(Math.max(...calls.values())).toBeLessThanOrEqual(CALLS_OF_RUN + 1);
      expect(histories).toHaveLength(segments + 1);
      // 20 hours of calls that take a minute each: a third of what a history takes.
      expect(Math.max(...histories)).toBeLessThan(HISTORY_EVENTS / 2.5);
    },
  );
});
