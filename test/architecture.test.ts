import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/*
 * infra → functions → shared/{store,mail,lambda} → shared/domain
 *
 * Nothing imports against the arrows, nothing that ships imports a test, and what is bundled for Lambda imports only packages
 * that package.json lists under `dependencies`, and none of those that are for infrastructure.
 */

const ROOT = join(import.meta.dirname, '..');
const INFRA_PACKAGES = ['aws-cdk-lib', 'constructs', 'cdk-nag'];
const DOMAIN_PACKAGES = ['temporal-polyfill', 'big.js'];

interface Layer {
  readonly name: string;
  /** Files of this layer: a prefix of the path from the root. A file belongs to the first layer that holds it. */
  readonly holds: RegExp;
  /** Files it may import, besides its own. */
  readonly mayImport: RegExp;
  readonly mayUsePackage: (name: string, file: string) => boolean;
}

const runtime = new Set<string>(
  Object.keys(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies).filter(
    (name) => !INFRA_PACKAGES.includes(name),
  ),
);
const isBundled = (name: string): boolean => runtime.has(name) || name.startsWith('node:') || name === 'aws-lambda';
const isConfiguration = (file: string): boolean => /^shared\/domain\/config(\/|\.ts$)/.test(file);

const LAYERS: readonly Layer[] = [
  {
    name: 'shared/domain',
    holds: /^shared\/domain\//,
    mayImport: /^shared\/domain\//,
    mayUsePackage: (name, file) => DOMAIN_PACKAGES.includes(name) || (name === 'zod' && isConfiguration(file)),
  },
  { name: 'shared', holds: /^shared\//, mayImport: /^shared\//, mayUsePackage: isBundled },
  { name: 'functions', holds: /^functions\//, mayImport: /^(functions|shared)\//, mayUsePackage: isBundled },
  { name: 'infra', holds: /^infra\//, mayImport: /^(infra|functions|shared)\//, mayUsePackage: () => true },
];

interface Source {
  /** Path from the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

const withoutComments = (text: string): string =>
  text.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_, literal?: string) => literal ?? ' ',
  );

/** Everything a file imports, types too: `import … from`, `export … from`, `import '…'`, `import('…')`. */
const importsOf = (text: string): string[] => {
  const statements = /\b(?:import|export)\b(?:[\w\s{},*$]+?\bfrom\b)?\s*(?:\(\s*)?(['"])([^'"\n]+)\1/g;
  return [...withoutComments(text).matchAll(statements)].map((match) => match[2] ?? '');
};

const packageOf = (specifier: string): string => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

const layerOf = (file: string): Layer | undefined => LAYERS.find((layer) => layer.holds.test(file));

const isAllowed = (layer: Layer, file: string, specifier: string): boolean => {
  if (!specifier.startsWith('.')) return layer.mayUsePackage(packageOf(specifier), file);
  const target = join(dirname(file), specifier).replaceAll('\\', '/');
  return layer.mayImport.test(target);
};

const violations = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ file, text }) => {
    const layer = layerOf(file);
    if (!layer) return [];
    return importsOf(text)
      .filter((specifier) => !isAllowed(layer, file, specifier))
      .map((specifier) => `${file} imports ${specifier}, which ${layer.name} may not`);
  });

const sources: Source[] = globSync('{shared,functions,infra}/**/*.ts', { cwd: ROOT })
  .map((path) => ({
    file: relative(ROOT, join(ROOT, path)).replaceAll('\\', '/'),
    text: readFileSync(join(ROOT, path), 'utf8'),
  }))
  .sort((a, b) => a.file.localeCompare(b.file));

describe('imports point one way', () => {
  it('holds for every file', () => {
    expect(violations(sources)).toEqual([]);
  });

  it.each([
    ['shared/domain/notices.ts', "import { put } from '../store/table.ts';"],
    ['shared/domain/notices.ts', "import type {\n  Item,\n} from '../store/table.ts';"],
    ['shared/domain/notices.ts', "import * as z from 'zod';"],
    ['shared/domain/notices.ts', "import { createHash } from 'node:crypto';"],
    ['shared/domain/index.ts', "export * from '../mail/send.ts';"],
    ['shared/store/table.ts', "const plan = await import('../../functions/renewal-notices/plan.ts');"],
    ['shared/mail/send.ts', "import '../../infra/config.ts';"],
    ['shared/mail/send.ts', "import { Stack } from 'aws-cdk-lib/core';"],
    ['shared/lambda/handler.ts', "import dynalite from 'dynalite';"],
    ['functions/import/import.ts', "import { stage } from '../../infra/config.ts';"],
    ['infra/local/demo.ts', "import { partners } from '../../test/fixtures.ts';"],
  ])('refuses, in %s, %s', (file, text) => {
    expect(violations([{ file, text }])).toHaveLength(1);
  });

  it.each([
    ['shared/domain/notices.ts', "import { Temporal } from 'temporal-polyfill';\nimport Big from 'big.js';"],
    ['shared/domain/config/program-config.ts', "import * as z from 'zod';"],
    ['shared/domain/config/schema.ts', "import * as z from 'zod';"],
    ['shared/domain/notices.ts', "// import { put } from '../store/table.ts'\n/* import 'zod' */"],
    [
      'shared/store/table.ts',
      "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nimport '../domain/notices.ts';",
    ],
    [
      'functions/import/import.ts',
      "import type { S3Event } from 'aws-lambda';\nimport { put } from '../../shared/store/table.ts';",
    ],
    ['infra/app.ts', "import { App } from 'aws-cdk-lib';\nimport { input } from '../functions/import/input.ts';"],
  ])('allows, in %s, %s', (file, text) => {
    expect(violations([{ file, text }])).toEqual([]);
  });
});

describe('the domain is pure', () => {
  const IMPURE =
    /\bnew Date\(\s*\)|\bDate\.now\b|\bTemporal\.Now\b|\bMath\.random\b|\bcrypto\.random|\bprocess\.|\bfetch\(|\bsetTimeout\b/;

  it('reads no clock, no chance and no environment', () => {
    const impure = sources
      .filter(({ file }) => file.startsWith('shared/domain/'))
      .filter(({ text }) => IMPURE.test(withoutComments(text)))
      .map(({ file }) => file);
    expect(impure).toEqual([]);
  });

  it.each(['Temporal.Now.plainDateISO()', 'Date.now()', 'new Date()', 'Math.random()', 'process.env.TZ'])(
    'would catch %s',
    (code) => {
      expect(IMPURE.test(code)).toBe(true);
    },
  );
});
