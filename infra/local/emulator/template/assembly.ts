import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

/** One resource of a template: its type and its properties, intrinsic functions still in them. */
export type Resource = {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** Whether the existence of the resource depends on a template condition. */
  readonly isConditional: boolean;
  /** The stack that holds it: what its intrinsic functions are resolved in. */
  readonly stack: Stack;
};

export type Stack = {
  readonly name: string;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: JsonObject;
  readonly parameters: JsonObject;
  readonly mappings: JsonObject;
  /** Folder of each file asset, by its hash. */
  readonly assets: ReadonlyMap<string, string>;
};

const ArtifactSchema = z.looseObject({
  type: z.string(),
  properties: z
    .looseObject({
      templateFile: z.string().optional(),
      stackName: z.string().optional(),
      file: z.string().optional(),
      directoryName: z.string().optional(),
    })
    .optional(),
});
const ManifestSchema = z.looseObject({ artifacts: z.record(z.string(), ArtifactSchema) });
const AssetsSchema = z.looseObject({
  files: z.record(z.string(), z.looseObject({ source: z.looseObject({ path: z.string().optional() }) })),
});
const SectionSchema = z.record(z.string(), z.json()).default({});
const TemplateSchema = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Condition: z.string().optional(), Properties: SectionSchema }),
  ),
  Outputs: SectionSchema,
  Parameters: SectionSchema,
  Mappings: SectionSchema,
});

/** Reads every stack of a cloud assembly, those of nested assemblies (stages) too. */
export function readAssembly(folder: string): Stack[] {
  const { artifacts } = ManifestSchema.parse(readJson(join(folder, 'manifest.json')));
  const assets = new Map<string, string>();
  for (const { type, properties } of Object.values(artifacts))
    if (type === 'cdk:asset-manifest' && properties?.file) addAssets(assets, folder, properties.file);
  return Object.entries(artifacts).flatMap(([id, { type, properties }]) => {
    if (type === 'cdk:cloud-assembly' && properties?.directoryName)
      return readAssembly(join(folder, properties.directoryName));
    if (type !== 'aws:cloudformation:stack' || !properties?.templateFile) return [];
    return [readStack(properties.stackName ?? id, join(folder, properties.templateFile), assets)];
  });
}

function addAssets(assets: Map<string, string>, folder: string, file: string): void {
  for (const [hash, { source }] of Object.entries(AssetsSchema.parse(readJson(join(folder, file))).files))
    if (source.path) assets.set(hash, join(folder, source.path));
}

function readStack(name: string, file: string, assets: ReadonlyMap<string, string>): Stack {
  const template = TemplateSchema.parse(readJson(file));
  const resources = new Map<string, Resource>();
  const stack: Stack = {
    name,
    resources,
    outputs: template.Outputs as JsonObject,
    parameters: template.Parameters as JsonObject,
    mappings: template.Mappings as JsonObject,
    assets,
  };
  for (const [logicalId, { Type: type, Condition, Properties }] of Object.entries(template.Resources))
    resources.set(logicalId, {
      logicalId,
      type,
      properties: withoutTags(Properties as JsonObject),
      isConditional: Condition !== undefined,
      stack,
    });
  return stack;
}

/** Tags do nothing on one machine. */
function withoutTags({ Tags: _, ...properties }: JsonObject): JsonObject {
  return properties;
}

function readJson(file: string): unknown {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isJsonObject(value)) throw new UnsupportedError(file, 'expected a JSON object');
  return value;
}
