import { UnsupportedError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';

const PATHS = ['InputPath', 'OutputPath'];
const FLOW = ['Next', 'End'];
const RESULT = ['ResultSelector', 'ResultPath', 'Retry', 'Catch'];

/** Per type of state, the fields that run here as they do on AWS. */
const STATE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Choice: [...PATHS, 'Choices', 'Default'],
  Fail: ['Error', 'ErrorPath', 'Cause', 'CausePath'],
  Map: [
    ...PATHS,
    ...FLOW,
    ...RESULT,
    'ItemProcessor',
    'ItemSelector',
    'ItemsPath',
    'Label',
    'MaxConcurrency',
    'ToleratedFailureCount',
    'ToleratedFailurePercentage',
  ],
  Pass: [...PATHS, ...FLOW, 'Parameters', 'Result', 'ResultPath'],
  Succeed: PATHS,
  Task: [...PATHS, ...FLOW, ...RESULT, 'Parameters', 'Resource', 'TimeoutSeconds'],
  Wait: [...PATHS, ...FLOW, 'Seconds'],
};
const MACHINE_FIELDS = [
  'Comment',
  'ProcessorConfig',
  'QueryLanguage',
  'StartAt',
  'States',
  'TimeoutSeconds',
  'Version',
];
const RETRIER_FIELDS = [
  'BackoffRate',
  'ErrorEquals',
  'IntervalSeconds',
  'JitterStrategy',
  'MaxAttempts',
  'MaxDelaySeconds',
];
const CATCHER_FIELDS = ['Comment', 'ErrorEquals', 'Next', 'ResultPath'];

/** @throws UnsupportedError naming the first state or field that does not run here as it does on AWS */
export function refuseUnknownStateFields(state: JsonObject, where: string): void {
  const type = String(state.Type);
  const fields = STATE_FIELDS[type];
  if (!fields)
    throw new UnsupportedError(
      where,
      `states of type ${type} do not run on one machine; ${Object.keys(STATE_FIELDS).join(', ')} do`,
    );
  refuseUnknown(state, ['Type', 'Comment', 'QueryLanguage', ...fields], `${where} (${type})`);
  requireJsonPath(state, where);
}

export function refuseUnknownMachineFields(machine: JsonObject, where: string): void {
  refuseUnknown(machine, MACHINE_FIELDS, where);
  requireJsonPath(machine, where);
}

export const refuseUnknownRetrierFields = (retrier: JsonObject, where: string): void =>
  refuseUnknown(retrier, RETRIER_FIELDS, where);

export const refuseUnknownCatcherFields = (catcher: JsonObject, where: string): void =>
  refuseUnknown(catcher, CATCHER_FIELDS, where);

function refuseUnknown(holder: JsonObject, known: readonly string[], where: string): void {
  const unknown = Object.keys(holder).find((field) => !known.includes(field));
  if (unknown !== undefined)
    throw new UnsupportedError(
      where,
      `the field ${unknown} does not run on one machine as it does on AWS; ${known.join(', ')} do`,
    );
}

function requireJsonPath({ QueryLanguage }: JsonObject, where: string): void {
  if (QueryLanguage !== undefined && QueryLanguage !== 'JSONPath')
    throw new UnsupportedError(
      where,
      `the query language ${String(QueryLanguage)} does not run on one machine; JSONPath does`,
    );
}
