import { setImmediate as nextTurn } from 'node:timers/promises';
import { UnsupportedError } from '../errors.ts';
import type { Json } from '../json.ts';
import type { StateHost } from '../states/execution.ts';
import {
  lambdaEnvironment,
  observationEnvironment,
  type ServiceEndpoints,
  VIRTUAL_TIME,
} from './function-environment.ts';
import type { FunctionLogs } from './function-log.ts';
import { LocalFunction } from './local-function.ts';
import type { TemplateFunction } from './read-functions.ts';

export type FunctionHostOptions = {
  readonly endpoints: ServiceEndpoints;
  readonly logs: FunctionLogs;
  /** Powertools' log level for all functions. */
  readonly logLevel: string;
  /** Wraps every call of a function. */
  readonly around: (call: () => Promise<Json>) => Promise<Json>;
};

/** Turns of the event loop without a running function after which the functions count as idle. */
const QUIET_TURNS = 20;

/** All functions of the template, callable by name or ARN. */
export class FunctionHost implements StateHost {
  readonly #functions = new Map<string, LocalFunction>();
  readonly #around: FunctionHostOptions['around'];
  #running = 0;

  constructor(functions: readonly TemplateFunction[], { endpoints, logs, logLevel, around }: FunctionHostOptions) {
    this.#around = around;
    for (const { settings, variables } of functions) {
      const environment = {
        ...lambdaEnvironment(settings, endpoints),
        ...variables,
        ...observationEnvironment(logLevel),
        ...VIRTUAL_TIME,
      };
      const writeLog = (text: string): void => logs.write(settings.name, text);
      this.#functions.set(settings.name, new LocalFunction(settings, { environment, writeLog }));
    }
  }

  readonly invoke = async (functionNameOrArn: string, payload: Json): Promise<Json> => {
    // Whatever version or alias it names.
    const name = /:function:([^:]+)/.exec(functionNameOrArn)?.[1] ?? functionNameOrArn.replace(/:.*/, '');
    const localFunction = this.#functions.get(name);
    if (!localFunction)
      throw new UnsupportedError(
        functionNameOrArn,
        `no such function runs here; there are ${[...this.#functions.keys()].join(', ')}`,
      );
    this.#running += 1;
    try {
      return await this.#around(() => localFunction.invoke(payload));
    } finally {
      this.#running -= 1;
    }
  };

  /** Resolves when no function has run for some turns: between two functions of an execution there is a short pause. */
  readonly idle = async (): Promise<void> => {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet = this.#running === 0 ? quiet + 1 : 0) await nextTurn();
  };
}
