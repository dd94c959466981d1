import { StateMachine as Engine } from 'aws-local-stepfunctions';
import { FunctionLogs } from '../../../../infra/local/emulator/functions/function-log.ts';
import { LocalFunction } from '../../../../infra/local/emulator/functions/local-function.ts';
import { ObjectStore } from '../../../../infra/local/emulator/storage/object-store.ts';
import type { Meter } from './usage.ts';

const MEGABYTES_PER_GIGABYTE = 1_024;

/** Events of a history: entered, scheduled, started, succeeded, exited; entered and exited; started and succeeded. */
const EVENTS = { task: 5, otherState: 2, execution: 2 };

/**
 * Counts what the stand-ins for Lambda, S3 and Step Functions do. They have no hooks for this, so their classes are
 * wrapped for as long as the process lives: a benchmark is alone in its process.
 */
export function observe(meter: Meter): void {
  observeFunctions(meter);
  observeLogs(meter);
  observeStorage(meter);
  observeStates(meter);
}

function observeFunctions(meter: Meter): void {
  const { invoke } = LocalFunction.prototype;
  LocalFunction.prototype.invoke = async function (payload) {
    const began = performance.now();
    try {
      return await invoke.call(this, payload);
    } finally {
      const seconds = (performance.now() - began) / 1_000;
      const gigabyteSeconds = (seconds * this.settings.memoryMegabytes) / MEGABYTES_PER_GIGABYTE;
      meter.add({ invocations: 1, gigabyteSeconds });
    }
  };
}

function observeLogs(meter: Meter): void {
  const { write } = FunctionLogs.prototype;
  FunctionLogs.prototype.write = function (name, text) {
    meter.add({ logBytes: Buffer.byteLength(text) });
    write.call(this, name, text);
  };
}

function observeStorage(meter: Meter): void {
  const { put } = ObjectStore.prototype;
  ObjectStore.prototype.put = function (key, body, onlyIfAbsent) {
    meter.add({ puts: 1, putBytes: body.length });
    return put.call(this, key, body, onlyIfAbsent);
  };
}

/** The engine tells of every state that it enters; the children of a distributed map are runs of their own. */
function observeStates(meter: Meter): void {
  const { run } = Engine.prototype;
  Engine.prototype.run = function (input, options) {
    const execution = run.call(this, input, options);
    meter.add({ executions: 1, historyEvents: EVENTS.execution });
    const counted = countStates(execution.eventLogs, meter);
    return { ...execution, result: execution.result.finally(() => counted) };
  };
}

async function countStates(events: ReturnType<Engine['run']>['eventLogs'], meter: Meter): Promise<void> {
  for await (const event of events) {
    if (event.type !== 'StateEntered' && event.type !== 'StateRetried') continue;
    const historyEvents = event.state.type === 'Task' ? EVENTS.task : EVENTS.otherState;
    meter.add({ transitions: 1, historyEvents });
  }
}
