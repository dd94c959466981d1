/**
 * npm run docs: makes what is generated of the documents: docs/reference.md, the figures of README.md and docs, the
 * pictures. `--check` writes nothing, and ends with 1 if something is not as it would be made.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { WORKFLOWS } from '../../shared/domain/core/workflow.ts';
import { type Demo, madeDemo, takenDemo, unspoken } from './demo.ts';
import { PAGES, type Page } from './pages.ts';
import { makePictures } from './pictures.ts';
import * as workflows from './words/workflows.ts';

const ROOT = join(import.meta.dirname, '../..');

const HELP = `Makes docs/reference.md, the figures of README.md and docs, and the pictures. It runs the demo for them: some minutes.

  npm run docs -- [--check] [--demo DIR | --without-demo]

  --check          writes nothing; says what is not as it would be made, and ends with 1. Pictures are not compared
  --demo DIR       takes a demo that has run (its --out, for example out/demo) instead of running it
  --without-demo   leaves alone what needs a demo
  --help           this text
`;

interface Options {
  readonly check: boolean;
  readonly demo: string | undefined;
  readonly withoutDemo: boolean;
}

async function makeDocs(options: Options): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'docs-'));
  try {
    const demo = options.withoutDemo ? null : await demoOf(options, folder);
    const stale = PAGES.filter((page) => !settle(page, demo, options.check)).map(({ file }) => file);
    if (!options.check && demo !== null) say(await makePictures(demo, folder));
    if (demo !== null) requireSpoken(demo);
    if (options.withoutDemo) say('without a demo: its figures and the pictures are left as they are');
    if (stale.length > 0) throw new Error(`not as it would be made: ${stale.join(', ')}; run \`npm run docs\``);
    say(options.check ? 'everything is as it would be made' : 'done');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a demo does must be in the reference. @throws Error naming what is not */
function requireSpoken({ folder }: Demo): void {
  const strange = unspoken(folder, {
    decisions: Object.keys(workflows.DECISIONS),
    outputs: {
      ...Object.fromEntries(WORKFLOWS.map((name) => [name, Object.keys(workflows.SWEEP_OUTPUT)])),
      import: Object.keys(workflows.IMPORT_OUTPUT),
      'merge-partners': [...Object.keys(workflows.COMMAND_OUTPUT), ...Object.keys(workflows.MERGE_OUTPUT)],
    },
  });
  if (strange.length > 0) throw new Error(`docs/generator/words/workflows.ts says nothing of ${strange.join(', ')}`);
}

function demoOf({ demo }: Options, folder: string): Promise<Demo> | Demo {
  if (demo !== undefined) return takenDemo(resolve(demo));
  say('running the demo: some minutes');
  return madeDemo(folder);
}

/** Writes a page, or looks whether it is as it would be written. */
function settle({ file, made }: Page, demo: Demo | null, check: boolean): boolean {
  const path = join(ROOT, file);
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const after = made(before, demo);
  if (before === after) return true;
  if (check) return false;
  writeFileSync(path, after);
  say(`${file} is written`);
  return true;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      demo: { type: 'string' },
      'without-demo': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) process.stdout.write(HELP);
  else await makeDocs({ check: values.check, demo: values.demo, withoutDemo: values['without-demo'] });
} catch (error) {
  process.stderr.write(`docs: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
