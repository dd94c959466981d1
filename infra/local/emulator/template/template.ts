import { UnsupportedError } from '../errors.ts';
import { type Resource, readAssembly } from './assembly.ts';
import { Resolver } from './resolver.ts';
import { refuseUnknownTypes } from './resource-types.ts';

/** A resource of the emulator. */
export type NamedResource = {
  readonly type: string;
  readonly logicalId: string;
  /** Its physical name. */
  readonly name: string;
};

/** All stacks of a cloud assembly, as one. */
export class Template {
  readonly resolver: Resolver;
  readonly #resources: readonly Resource[];

  /** @throws UnsupportedError if it holds a type of resource that does not run on one machine */
  constructor(assemblyFolder: string) {
    const stacks = readAssembly(assemblyFolder);
    refuseUnknownTypes(stacks);
    this.#resources = stacks.flatMap((stack) => [...stack.resources.values()]);
    this.resolver = new Resolver(stacks);
  }

  /** The resources of the given types, in the order of the templates. */
  ofType(...types: readonly string[]): Resource[] {
    return this.#resources.filter(({ type }) => types.includes(type));
  }

  /** The physical names of the resources of the given types. */
  namesOf(...types: readonly string[]): string[] {
    return this.ofType(...types).map((resource) => this.resolver.nameOf(resource));
  }

  /**
   * The one resource of a type whose logical id begins with `idPrefix`, that is the id that the CDK app gave to it.
   *
   * @throws UnsupportedError if there is none, or more than one
   */
  find(type: string, idPrefix: string): NamedResource {
    const candidates = this.ofType(type).filter(({ logicalId }) => logicalId.startsWith(idPrefix));
    const [resource, another] = candidates;
    if (!resource || another)
      throw new UnsupportedError(
        `${type} ${idPrefix}…`,
        `${candidates.length} resources are called so; there are ${this.ofType(type)
          .map(({ logicalId }) => logicalId)
          .join(', ')}`,
      );
    return { type, logicalId: resource.logicalId, name: this.resolver.nameOf(resource) };
  }
}
