import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json } from '../json.ts';
import type { Resource, Stack } from './assembly.ts';
import {
  ACCOUNT,
  arnOf,
  busNameOf,
  DEFAULT_BUS,
  functionArnOf,
  generatedName,
  namePropertyOf,
  REGION,
  refOf,
  streamArnOf,
} from './identity.ts';
import { intrinsicOf } from './intrinsic.ts';

const PSEUDO: Readonly<Record<string, Json>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::URLSuffix': 'amazonaws.com',
};

const ONLY_VERSION = '1';

/** Versions and aliases: on one machine a function has one version, and what they name is that. */
const isPointer = ({ type }: Resource): boolean => type === 'AWS::Lambda::Alias' || type === 'AWS::Lambda::Version';

/**
 * Gives the intrinsic functions of a set of stacks their values. Lazy: an unknown function matters only if its value is
 * asked for.
 */
export class Resolver {
  readonly #stacks: ReadonlyMap<string, Stack>;
  readonly #exports: ReadonlyMap<string, { readonly stack: Stack; readonly value: Json }>;

  constructor(stacks: readonly Stack[]) {
    this.#stacks = new Map(stacks.map((stack) => [stack.name, stack]));
    this.#exports = new Map(stacks.flatMap((stack) => this.#exportsOf(stack)));
  }

  /** A property of a resource, resolved; null if it has none of that name. */
  property(resource: Resource, name: string): Json {
    const where = `${resource.stack.name}.${resource.logicalId}.${name}`;
    return this.resolve(resource.properties[name] ?? null, resource.stack, where);
  }

  /** The physical name: the one the template gives, or a made-up one. */
  nameOf(resource: Resource): string {
    const property = namePropertyOf(resource.type);
    const given = property === undefined ? null : this.property(resource, property);
    return typeof given === 'string' ? given : generatedName(resource);
  }

  arnOf(resource: Resource): string {
    return arnOf(resource, this.#pathOf(resource));
  }

  /** The end of its ARN: a rule's name comes after that of its bus, unless that is the default one. */
  #pathOf(resource: Resource): string {
    const name = this.nameOf(resource);
    const bus = resource.type === 'AWS::Events::Rule' ? this.property(resource, 'EventBusName') : null;
    const busName = busNameOf(String(bus ?? DEFAULT_BUS));
    return busName === DEFAULT_BUS ? name : `${busName}/${name}`;
  }

  /** @throws UnsupportedError naming `where`, the path to an intrinsic function that is not known here. */
  resolve(value: Json, stack: Stack, where: string): Json {
    if (Array.isArray(value)) return value.map((item: Json, index) => this.resolve(item, stack, `${where}[${index}]`));
    if (!isJsonObject(value)) return value;
    const intrinsic = intrinsicOf(value, where);
    if (intrinsic)
      return intrinsic.evaluate({
        resolve: (part) => this.resolve(part, stack, where),
        ref: (name) => this.#ref(stack, name, where),
        attribute: (logicalId, attribute) => this.#attribute(this.#resource(stack, logicalId, where), attribute),
        importValue: (name) => this.#import(name, where),
        stackOutput: (of, name) => this.#stackOutput(of, name, where),
        mapping: (map, key, name) => this.#mapping(stack, [map, key, name], where),
      });
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, this.resolve(part, stack, `${where}.${key}`)]),
    );
  }

  #ref(stack: Stack, name: string, where: string): Json {
    if (name === 'AWS::StackName') return stack.name;
    const pseudo = PSEUDO[name];
    if (pseudo !== undefined) return pseudo;
    const parameter = stack.parameters[name];
    if (isJsonObject(parameter)) return this.#parameter(name, parameter, where);
    const resource = this.#resource(stack, name, where);
    if (isPointer(resource)) return this.#pointerArn(resource);
    return refOf(resource, this.nameOf(resource));
  }

  #parameter(name: string, parameter: { readonly [key: string]: Json }, where: string): Json {
    if (parameter.Type !== 'String' || parameter.Default === undefined)
      throw new UnsupportedError(where, `parameter ${name}: only a String with a Default has a value on one machine`);
    return parameter.Default;
  }

  #attribute(resource: Resource, attribute: string): Json {
    const where = `${resource.stack.name}.${resource.logicalId}`;
    if (isPointer(resource)) return attribute === 'Version' ? ONLY_VERSION : this.#pointerArn(resource);
    const name = this.nameOf(resource);
    if (attribute === 'StreamArn') return streamArnOf(resource, name);
    if (/^(Arn|\w+Arn)$/.test(attribute)) return this.arnOf(resource);
    if (/^(Name|\w+Name)$/.test(attribute) && !attribute.endsWith('DomainName')) return name;
    throw new UnsupportedError(where, `attribute ${attribute} of a ${resource.type} is not known on one machine`);
  }

  /** The ARN of the function, with the alias or the version. */
  #pointerArn(resource: Resource): string {
    const arn = functionArnOf(String(this.property(resource, 'FunctionName')));
    return `${arn}:${resource.type === 'AWS::Lambda::Alias' ? this.property(resource, 'Name') : ONLY_VERSION}`;
  }

  #resource(stack: Stack, logicalId: string, where: string): Resource {
    const resource = stack.resources.get(logicalId);
    if (!resource) throw new UnsupportedError(where, `refers to ${logicalId}, which ${stack.name} does not hold`);
    return resource;
  }

  #exportsOf(stack: Stack): [string, { stack: Stack; value: Json }][] {
    return Object.values(stack.outputs).flatMap((output) => {
      if (!isJsonObject(output) || !isJsonObject(output.Export)) return [];
      const { Name: name } = output.Export;
      return typeof name === 'string' ? [[name, { stack, value: output.Value ?? null }]] : [];
    });
  }

  #import(name: string, where: string): Json {
    const exported = this.#exports.get(name);
    if (!exported) throw new UnsupportedError(where, `imports ${name}, which no stack exports`);
    return this.resolve(exported.value, exported.stack, `export ${name}`);
  }

  #stackOutput(name: string, output: string, where: string): Json {
    const stack = this.#stacks.get(name);
    const found = stack?.outputs[output];
    if (!stack || !isJsonObject(found))
      throw new UnsupportedError(where, `takes the output ${output} of ${name}, which no stack has`);
    return this.resolve(found.Value ?? null, stack, `output ${output} of ${name}`);
  }

  #mapping(stack: Stack, path: readonly string[], where: string): Json {
    const value = path.reduce<Json | undefined>(
      (level, key) => (isJsonObject(level) ? level[key] : undefined),
      stack.mappings,
    );
    if (value === undefined) throw new UnsupportedError(where, `Fn::FindInMap finds nothing at ${path.join('.')}`);
    return value;
  }
}
