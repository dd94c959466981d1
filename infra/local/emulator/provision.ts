import type { Disposal } from './disposal.ts';
import { type Rule, readRule } from './events/rule.ts';
import type { ServiceEndpoints } from './functions/function-environment.ts';
import { FunctionHost } from './functions/function-host.ts';
import { installScopes } from './functions/function-scope.ts';
import { readFunction } from './functions/read-functions.ts';
import { type InvokeConfig, readInvokeConfigs } from './functions/read-invoke-configs.ts';
import type { Json } from './json.ts';
import { Queues } from './queues/queues.ts';
import { readSchedule, type Schedule } from './schedules/schedule.ts';
import { type ServiceHooks, type ServiceOptions, type Services, startServices } from './services.ts';
import { readMachine } from './states/definition/read-machines.ts';
import type { StateHost } from './states/execution.ts';
import type { StateMachine } from './states/state-machine.ts';
import type { VirtualClock } from './states/virtual-clock.ts';
import { Streams } from './streams/streams.ts';
import type { Template } from './template/template.ts';

export type ProvisionOptions = ServiceOptions & {
  /** What the functions log, to a file each: a log level of Powertools. Default `WARN`. */
  readonly logLevel?: string;
  /**
   * Where functions find the services, given where they listen. Default: there. For a proxy in between, such as one
   * that injects faults.
   */
  readonly interpose?: (endpoints: ServiceEndpoints) => Promise<ServiceEndpoints>;
  /** Wraps every call of a function. May throw a StateFailure. */
  readonly aroundInvocation?: ((call: () => Promise<Json>) => Promise<Json>) | undefined;
  /** Called whenever an execution waits. */
  readonly whileWaiting?: () => Promise<void>;
  /** Runs an execution that another execution starts. */
  readonly runMachine?: StateHost['runMachine'];
};

/** The resources of the templates, running. */
export type EmulatedResources = {
  readonly services: Services;
  readonly functions: FunctionHost;
  /** By name. */
  readonly machines: ReadonlyMap<string, StateMachine>;
  readonly schedules: readonly Schedule[];
  readonly rules: readonly Rule[];
  readonly queues: Queues;
  readonly streams: Streams;
  /** By the function's ARN. */
  readonly invokeConfigs: ReadonlyMap<string, InvokeConfig>;
};

/**
 * Starts the resources of the templates.
 *
 * @param disposal gets the cleanup functions, also if the start fails half-way
 * @param clock the emulator's
 * @throws UnsupportedError naming the resource that does not run on one machine as it does on AWS
 */
export async function provision(
  template: Template,
  options: ProvisionOptions,
  disposal: Disposal,
  clock: VirtualClock,
  emulatorHooks: Pick<ServiceHooks, 'onObjectCreated' | 'onEventPut' | 'onStart'>,
): Promise<EmulatedResources> {
  const { resolver } = template;
  const schedules = template.ofType('AWS::Scheduler::Schedule').map((each) => readSchedule(each, resolver));
  const rules = template.ofType('AWS::Events::Rule').map((each) => readRule(each, resolver));
  const functionDefinitions = template
    .ofType('AWS::Lambda::Function')
    .flatMap((each) => readFunction(each, resolver) ?? []);
  const streams = new Streams(template, () => clock.now(), options.continues?.streams);
  disposal.add(installScopes());
  const hooks = { ...emulatorHooks, now: () => clock.iso(), sinks: streams.sinks };
  const services = await startServices(template, options, disposal, hooks);
  // What an earlier process has changed is handed over with what this one changes at the same instant.
  clock.moveTo(streams.latestAt);
  const { logs } = services;
  const endpoints = (await options.interpose?.(services.endpoints)) ?? services.endpoints;
  const functions = new FunctionHost(functionDefinitions, {
    endpoints,
    logs,
    logLevel: options.logLevel ?? 'WARN',
    around: options.aroundInvocation ?? ((call) => call()),
  });
  const host: StateHost = {
    invoke: functions.invoke,
    idle: async () => {
      await functions.idle();
      await options.whileWaiting?.();
    },
    ...(options.runMachine && { runMachine: options.runMachine }),
  };
  const machines = template
    .ofType('AWS::StepFunctions::StateMachine')
    .map((each) => readMachine(each, resolver, host))
    .map((machine) => [machine.name, machine] as const);
  const queues = new Queues(template, functions, () => clock.now());
  streams.connect(template, { functions, send: (arn, body) => queues.send(arn, body), now: () => clock.now() });
  const invokeConfigs = readInvokeConfigs(template);
  return { services, functions, machines: new Map(machines), schedules, rules, queues, streams, invokeConfigs };
}
