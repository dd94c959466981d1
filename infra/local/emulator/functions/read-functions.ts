import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Resource } from '../template/assembly.ts';
import type { Resolver } from '../template/resolver.ts';
import type { FunctionSettings } from './local-function.ts';

/** Lambda's own defaults. */
const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_MEGABYTES = 128;

/** A function as the template describes it, and the environment variables that it gives to it. */
export type TemplateFunction = {
  readonly settings: FunctionSettings;
  readonly variables: Readonly<Record<string, string>>;
};

/**
 * @returns undefined for CDK's own helpers, which deploy things and never run here: those not written for Node, and
 *   those without code in the assembly
 */
export function readFunction(resource: Resource, resolver: Resolver): TemplateFunction | undefined {
  const { properties, stack, logicalId } = resource;
  const where = `${stack.name}.${logicalId}`;
  const codeFolder = codeFolderOf(resource, resolver);
  const runtime = resolver.property(resource, 'Runtime');
  if (codeFolder === undefined || typeof runtime !== 'string' || !runtime.startsWith('nodejs')) return undefined;
  if (typeof properties.Handler !== 'string') throw new UnsupportedError(`${where}.Handler`, 'expected a string');
  const settings = {
    name: resolver.nameOf(resource),
    arn: resolver.arnOf(resource),
    codeFolder,
    handler: properties.Handler,
    timeoutSeconds: Number(properties.Timeout ?? DEFAULT_TIMEOUT_SECONDS),
    memoryMegabytes: Number(properties.MemorySize ?? DEFAULT_MEMORY_MEGABYTES),
  };
  return { settings, variables: variablesOf(resolver.property(resource, 'Environment'), where) };
}

function codeFolderOf(resource: Resource, resolver: Resolver): string | undefined {
  const code = resource.properties.Code;
  if (!isJsonObject(code) || code.S3Key === undefined) return undefined;
  const key = resolver.resolve(code.S3Key, resource.stack, `${resource.stack.name}.${resource.logicalId}.Code.S3Key`);
  return typeof key === 'string' ? resource.stack.assets.get(key.replace(/\.zip$/, '')) : undefined;
}

function variablesOf(environment: Json, where: string): Record<string, string> {
  const variables: JsonObject =
    isJsonObject(environment) && isJsonObject(environment.Variables) ? environment.Variables : {};
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      if (typeof value !== 'string')
        throw new UnsupportedError(
          `${where}.Environment.Variables.${name}`,
          `expected a string, got ${JSON.stringify(value)}`,
        );
      return [name, value];
    }),
  );
}
