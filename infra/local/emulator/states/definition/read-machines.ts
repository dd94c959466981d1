import { UnsupportedError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import type { Resource } from '../../template/assembly.ts';
import type { Resolver } from '../../template/resolver.ts';
import type { StateHost } from '../execution.ts';
import { StateMachine } from '../state-machine.ts';

const REFUSED = ['Definition', 'DefinitionS3Location', 'DefinitionSubstitutions'];

/** A state machine of the template. @throws UnsupportedError for what does not run here as it does on AWS */
export function readMachine(resource: Resource, resolver: Resolver, host: StateHost): StateMachine {
  const where = `${resource.stack.name}.${resource.logicalId}`;
  const refused = REFUSED.find((name) => resource.properties[name] !== undefined);
  if (refused) throw new UnsupportedError(where, `${refused} does not run on one machine; DefinitionString does`);
  const type = resource.properties.StateMachineType ?? 'STANDARD';
  if (type !== 'STANDARD')
    throw new UnsupportedError(where, `${String(type)} state machines do not run on one machine`);
  const definition = parse(resolver.property(resource, 'DefinitionString'), where);
  return new StateMachine(definition, resolver.arnOf(resource), host, resolver.nameOf(resource));
}

function parse(text: Json, where: string): JsonObject {
  const definition: unknown = typeof text === 'string' ? JSON.parse(text) : undefined;
  if (isJsonObject(definition)) return definition;
  throw new UnsupportedError(`${where}.DefinitionString`, 'expected a JSON object');
}
