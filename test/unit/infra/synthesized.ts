import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readStageSettings, type SettingsRequest, type StageSettings } from '../../../infra/config.ts';
import { addProgram } from '../../../infra/program.ts';

/** A resource as the template has it. */
export type TemplateResource = {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: what a test reads out of a template, it asserts on
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

const ROOT = join(import.meta.dirname, '../../..');

/** Every handler that the stacks deploy. */
const HANDLERS = [
  'sweep/plan',
  'sweep/report',
  'kpi-refresh/page',
  'directory-submission/page',
  'directory-submission/assemble',
  'renewal-notices/page',
  'grace-expiry/page',
  'import/import',
  'partner-command/run',
  'partner-command/erase-objects',
  'merge-partners/step',
  'reindex/reindex',
  'mail-events/take',
  'run-watch/check',
  'program-events/publish',
  'bus-commands/take',
];

/** Handlers without content, below the project as the CDK demands: what they do does not show in a template. */
function emptyHandlers(): string {
  const folder = join(ROOT, '.cache/empty-handlers');
  for (const handler of HANDLERS) {
    const file = join(folder, `${handler}.ts`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
  return folder;
}

/** A stage that has everything: it tells events, and takes commands by the bus. */
export const EVERYTHING: Partial<StageSettings> = {
  events: true,
  commandSources: [
    { source: 'billing', principal: 'arn:aws:iam::210987654321:role/billing', commands: ['record-payment'] },
  ],
};

type Templates<Stacks> = Record<keyof Stacks, Record<string, TemplateResource>>;

/**
 * The app of a stage, synthesized without bundling: what its templates hold, by logical id.
 *
 * @param others settings in place of those of its file
 */
export function synthesized(request: SettingsRequest, others: Partial<StageSettings> = {}) {
  const context = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')).context;
  const outdir = mkdtempSync(join(tmpdir(), 'synthesized-'));
  const app = new App({ outdir, context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  const stacks = addProgram(app, { ...readStageSettings(request), ...others }, emptyHandlers());
  const assembly = app.synth();
  const resourcesOf = (name: keyof typeof stacks): Record<string, TemplateResource> =>
    assembly.getStackByName(stacks[name].stackName).template.Resources;
  const names = Object.keys(stacks) as (keyof typeof stacks)[];
  const templates = Object.fromEntries(names.map((name) => [name, resourcesOf(name)])) as Templates<typeof stacks>;
  return { app, stacks, assembly, templates, ...templates };
}

export function resourcesOfType(resources: Record<string, TemplateResource>, type: string): TemplateResource[] {
  return Object.values(resources).filter((resource) => resource.Type === type);
}

/**
 * A value of a template as one text: references as `<LogicalId>`, `<LogicalId.Attribute>`, or `stack:Output`.
 */
export function written(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [name, argument] = Object.entries(value)[0] ?? [];
  if (name === 'Fn::Join') return argument[1].map(written).join(argument[0]);
  if (name === 'Fn::GetAtt') return `<${argument.join('.')}>`;
  if (name === 'Fn::GetStackOutput') return `${argument.StackName}:${argument.OutputName}`;
  if (name === 'Ref') return `<${argument}>`;
  throw new Error(`no way to write ${JSON.stringify(value)}`);
}
