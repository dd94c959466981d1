import type { Emulator } from '../../../../infra/local/emulator/emulator.ts';
import type { Execution } from '../../../../infra/local/emulator/states/execution.ts';
import type { MailEvents } from './mail-events.ts';
import { type Meter, minus, type Usage } from './usage.ts';

/** One execution, its children included, or one thing else that ran, and what it used. */
export type RecordedRun = {
  /** The state machine, or `run-watch` or `mail-events`. */
  readonly workflow: string;
  readonly name: string;
  /** The civil date (UTC) on which it started. */
  readonly date: string;
  /** Due items it looked at; 0 for what is no sweep. */
  readonly examined: number;
  readonly usage: Usage;
};

/**
 * The same emulator, but what runs in it is written down, one thing at a time as simulations do it: all that is counted
 * between a start and its end is its own. The events of its mails come after each execution.
 */
export function recordRuns(
  emulator: Emulator,
  meter: Meter,
  events: MailEvents,
): { recorded: Emulator; runs: RecordedRun[] } {
  const runs: RecordedRun[] = [];
  const record = async <Result>(
    start: () => Promise<Result>,
    describe: (result: Result) => Described,
  ): Promise<Result> => {
    const before = meter.usage;
    const result = await start();
    runs.push({ ...describe(result), usage: minus(meter.usage, before) });
    return result;
  };
  const recordEvents = () =>
    record(
      () => events.publish(emulator),
      () => other('mail-events', emulator),
    );
  const replaced: Partial<Emulator> = {
    startExecution: async (...given) => {
      const execution = await record(() => emulator.startExecution(...given), described);
      if (!events.isEmpty) await recordEvents();
      return execution;
    },
    putObject: (...given) =>
      record(
        () => emulator.putObject(...given),
        () => other('import', emulator),
      ),
    invokeLater: (...given) =>
      record(
        () => emulator.invokeLater(...given),
        () => other('run-watch', emulator),
      ),
  };
  const recorded = new Proxy(emulator, {
    get(target, name) {
      const value: unknown = Reflect.get(name in replaced ? replaced : target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { recorded, runs };
}

type Described = Omit<RecordedRun, 'usage'>;

function described({ stateMachine, name, output, startedAt }: Execution): Described {
  const examined = Number((output as { examined?: number } | undefined)?.examined ?? 0);
  return { workflow: stateMachine, name, date: startedAt.slice(0, 10), examined };
}

const other = (workflow: string, { now }: Emulator): Described => ({
  workflow,
  name: `${workflow}-${now}`,
  date: now.slice(0, 10),
  examined: 0,
});
