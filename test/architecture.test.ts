import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/*
 * infra → functions → shared/{store,mail,lambda} → shared/domain
 *
 * Nothing imports against the arrows, nothing that ships imports a test, and what is bundled for Lambda imports only
 * packages that package.json lists under `dependencies`, and none of those that are for infrastructure. Within
 * shared/domain, shared/workflows and infra/local each folder is a storey: it imports from those below it alone. No
 * files import each other in a circle.
 */

const ROOT = join(import.meta.dirname, '..');
const INFRA_PACKAGES = ['aws-cdk-lib', 'constructs', 'cdk-nag'];
const DOMAIN_PACKAGES = ['temporal-polyfill', 'big.js'];

type Layer = {
  readonly name: string;
  /** Files of this layer: a prefix of the path from the root. A file belongs to the first layer that holds it. */
  readonly holds: RegExp;
  /** Files it may import, besides its own. */
  readonly mayImport: RegExp;
  readonly mayUsePackage: (name: string, file: string) => boolean;
};

const runtime = new Set<string>(
  Object.keys(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies).filter(
    (name) => !INFRA_PACKAGES.includes(name),
  ),
);
const isBundled = (name: string): boolean => runtime.has(name) || name.startsWith('node:') || name === 'aws-lambda';
const isConfiguration = (file: string): boolean => file.startsWith('shared/domain/config/');

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

/** The folders of a house, the lowest first: each may import from those before it, and from itself. */
const HOUSES: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'shared/domain',
    [
      'core',
      'offers',
      'partners',
      'people',
      'kpi',
      'config',
      'discrepancy',
      'notices',
      'memberships',
      'eligibility',
      'benefits',
      'directory',
      'renewal',
      'enrolment',
      'merge',
      'commands',
    ],
  ],
  [
    'shared/workflows',
    [
      'reads',
      'due',
      'changes',
      'deliveries',
      'sweeps',
      'erasure',
      'import',
      'commands',
      'merge',
      'explain',
      'mail-events',
      'reindex',
      'events',
    ],
  ],
  [
    'infra/local',
    ['emulator', 'viewer', 'comparison', 'sample', 'present-state', 'simulation', 'starter', 'preparation', 'cli'],
  ],
]);

/** A folder with more files is divided. */
const MAX_FILES = 15;
/** Folders with one case per file. */
const CASES = ['infra/local/sample/awkward'];

type Source = {
  /** Path from the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
};

const withoutComments = (text: string): string =>
  text.replace(
    /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (_, literal?: string) => literal ?? ' ',
  );

/**
 * Everything a file imports, types too: `import … from`, `export … from`, `import '…'`, `import('…')`; not the word in
 * quotes.
 */
const importsOf = (text: string): string[] => {
  const statements = /(?<!['"])\b(?:import|export)\b(?:[\w\s{},*$]+?\bfrom\b)?\s*(?:\(\s*)?(['"])([^'"\n]+)\1/g;
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

const readSources = (pattern: string): Source[] =>
  globSync(pattern, { cwd: ROOT })
    .map((path) => ({
      file: relative(ROOT, join(ROOT, path)).replaceAll('\\', '/'),
      text: readFileSync(join(ROOT, path), 'utf8'),
    }))
    .sort((a, b) => a.file.localeCompare(b.file));

const sources = readSources('{shared,functions,infra}/**/*.ts');
const tests = readSources('test/**/*.ts');

/**
 * The house of a file and the storey on which it stands: -1 for a file on the ground before it, undefined outside of
 * every house.
 */
const storeyOf = (file: string): { house: string; storey: number; room: string } | undefined => {
  for (const [house, rooms] of HOUSES) {
    if (!file.startsWith(`${house}/`)) continue;
    const [room = '', ...inside] = file.slice(house.length + 1).split('/');
    return { house, room, storey: inside.length === 0 ? rooms.length : rooms.indexOf(room) };
  }
  return undefined;
};

/** Imports of a file from its own house that lead upwards, or into a room that no storey names. */
const upwardImports = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ file, text }) => {
    const from = storeyOf(file);
    if (from === undefined) return [];
    return targetsOf(file, text)
      .filter((target) => {
        const to = storeyOf(target);
        return to?.house === from.house && to.room !== from.room && (to.storey > from.storey || to.storey === -1);
      })
      .map((target) => `${file} imports ${target}, which stands above it`);
  });

const targetsOf = (file: string, text: string): string[] =>
  importsOf(text)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => join(dirname(file), specifier).replaceAll('\\', '/'));

/** Files that import each other in a circle, types too; each circle once, as the way round. */
const circles = (sources: readonly Source[]): string[] => {
  const targets = new Map(sources.map(({ file, text }) => [file, targetsOf(file, text)]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (way.includes(file) || done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...way, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return found;
};

describe('imports point one way', () => {
  it('every file imports only what its layer may', () => {
    expect(violations(sources)).toEqual([]);
  });

  it('every folder of the domain, the workflows and the local tools imports only from those below it', () => {
    const homeless = sources.filter(({ file }) => storeyOf(file)?.storey === -1).map(({ file }) => file);
    expect(homeless).toEqual([]);
    expect(upwardImports(sources)).toEqual([]);
  });

  it('no files import each other in a circle', () => {
    expect(circles(sources)).toEqual([]);
  });

  it.each([
    ['shared/domain/notices/ledger.ts', "import type { Membership } from '../memberships/membership.ts';"],
    ['shared/domain/core/calendar.ts', "import { LEVELS } from '../offers/terms.ts';"],
    ['shared/workflows/reads/skills.ts', "import { markSkillsDirty } from '../due/skills.ts';"],
    ['infra/local/emulator/services.ts', "import { simulate } from '../simulation/simulate.ts';"],
    ['shared/domain/renewal/expiry.ts', "import { nothing } from '../no-such-room/file.ts';"],
  ])('refuses, in %s, the upward %s', (file, text) => {
    expect(upwardImports([{ file, text }])).toHaveLength(1);
  });

  it('two files that import types of each other are a circle', () => {
    const a = { file: 'shared/domain/core/a.ts', text: "import type { B } from './b.ts';" };
    const b = { file: 'shared/domain/core/b.ts', text: "import type { A } from './a.ts';" };
    expect(circles([a, b])).toEqual(['shared/domain/core/a.ts → shared/domain/core/b.ts → shared/domain/core/a.ts']);
  });

  it('no file is a barrel, which only exports what others export', () => {
    const barrels = sources.filter(({ text }) =>
      /^export\s+(?:type\s+)?(?:\*|\{[^}]*\})[^;'"]*\bfrom\b/m.test(withoutComments(text)),
    );
    expect(barrels.map(({ file }) => file)).toEqual([]);
  });

  it(`no folder has more than ${MAX_FILES} files`, () => {
    const folders = Map.groupBy([...sources, ...tests], ({ file }) => dirname(file));
    const crowded = [...folders].filter(([name, files]) => !CASES.includes(name) && files.length > MAX_FILES);
    expect(crowded.map(([name, files]) => `${name}: ${files.length}`)).toEqual([]);
  });

  it('the emulator imports nothing of the program', () => {
    const emulator = sources.filter(({ file }) => file.startsWith('infra/local/emulator/'));
    const outside = emulator.flatMap(({ file, text }) =>
      targetsOf(file, text).filter((target) => !target.startsWith('infra/local/emulator/')),
    );
    expect(emulator.length).toBeGreaterThan(0);
    expect(outside).toEqual([]);
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

  it('the domain reads no clock, no random number and no environment', () => {
    const impure = sources
      .filter(({ file }) => file.startsWith('shared/domain/'))
      .filter(({ text }) => IMPURE.test(withoutComments(text)))
      .map(({ file }) => file);
    expect(impure).toEqual([]);
  });

  it.each(['Temporal.Now.plainDateISO()', 'Date.now()', 'new Date()', 'Math.random()', 'process.env.TZ'])(
    '%s is found to be impure',
    (code) => {
      expect(IMPURE.test(code)).toBe(true);
    },
  );
});
