/** docs/reference.md: the template beside this file, with the tables put in. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sweepInputs } from '../../functions/sweep/sweep-input.ts';
import { settingsFile, stagesIn } from '../../infra/config.ts';
import { COMPARE_HELP } from '../../infra/local/cli/compare/compare-options.ts';
import { DEMO_HELP } from '../../infra/local/cli/demo-options.ts';
import { INIT_HELP } from '../../infra/local/cli/init-command.ts';
import { PREPARE_HELP } from '../../infra/local/cli/prepare-data/prepare-options.ts';
import { SIMULATE_HELP } from '../../infra/local/cli/simulate-options.ts';
import { MAP_ENTRY } from '../../infra/local/preparation/answers.ts';
import { TABLES } from '../../infra/local/viewer/report/tables.ts';
import { OUTPUT_FILES } from '../../infra/local/viewer/results/folder.ts';
import {
  decisionLine,
  emailLine,
  eventLine,
  forecastLine,
  kpiLine,
  membershipLine,
  partnerLine,
} from '../../infra/local/viewer/results/lines.ts';
import { EXPORT_HELP } from '../../infra/operator/export/options.ts';
import { SCHEDULES } from '../../infra/stacks/schedules.ts';
import { programConfig } from '../../shared/domain/config/program-config.ts';
import { LOCALES } from '../../shared/domain/partners/partner.ts';
import { operatorCommand } from '../../shared/import/commands/command.ts';
import { KINDS } from '../../shared/import/files.ts';
import { uploadInput } from '../../shared/workflows/import/upload.ts';
import { mergeInput } from '../../shared/workflows/merge/merge-input.ts';
import { reindexInput } from '../../shared/workflows/reindex/run-reindex.ts';
import { cronText } from './cron-text.ts';
import { described } from './described.ts';
import { inputTable, nameTable, outputTable } from './field-tables.ts';
import { fileSection } from './file-section.ts';
import { code, codes, table } from './markdown.ts';
import { filledIn } from './template.ts';
import { valuesTable } from './values.ts';
import { COMMANDS, COMMON } from './words/commands.ts';
import { SCRIPTS, VARIABLES } from './words/commands-of-npm.ts';
import { PROGRAM, SETTINGS } from './words/configuration.ts';
import { MAILS } from './words/mails.ts';
import { MAP } from './words/prepare-data.ts';
import * as results from './words/results.ts';
import * as workflows from './words/workflows.ts';

const ROOT = join(import.meta.dirname, '../..');
const TEMPLATE = 'reference.template.md';

/**
 * What the page should be.
 *
 * @throws Error for a table without its place, a place without its table, and words that do not fit
 */
export function reference(): string {
  return filledIn(TEMPLATE, referenceTables());
}

function referenceTables(): Readonly<Record<string, string>> {
  return {
    values: valuesTable(),
    machines: machinesTable(),
    schedules: schedulesTable(),
    'sweep-input': inputTable('the input of a scheduled workflow', sweepInputs.directory, workflows.SWEEP_INPUT),
    'sweep-output': nameTable(['field', 'is'], workflows.SWEEP_OUTPUT),
    'import-input': inputTable('the input of import', uploadInput, workflows.IMPORT_INPUT),
    'import-output': nameTable(['field', 'is'], workflows.IMPORT_OUTPUT),
    'command-output': nameTable(['field', 'is'], workflows.COMMAND_OUTPUT),
    'merge-input': inputTable('the input of merge-partners', mergeInput, workflows.MERGE_INPUT),
    'merge-output': nameTable(['field', 'is'], workflows.MERGE_OUTPUT),
    'reindex-input': inputTable('the input of reindex', reindexInput, workflows.REINDEX_INPUT),
    'reindex-output': nameTable(['field', 'is'], workflows.REINDEX_OUTPUT),
    files: KINDS.map(fileSection).join('\n\n'),
    'command-common': commandCommon(),
    commands: commandSections().join('\n\n'),
    program: inputTable('the program configuration', programConfig, PROGRAM),
    stages: codes(stagesIn()),
    settings: inputTable('the settings of a stage', settingsFile, SETTINGS),
    scripts: scriptsTable(),
    'demo-help': DEMO_HELP.trimEnd(),
    'init-help': INIT_HELP.trimEnd(),
    'prepare-help': PREPARE_HELP.trimEnd(),
    map: inputTable('the map of prepare-data', MAP_ENTRY, MAP),
    'simulate-help': SIMULATE_HELP.trimEnd(),
    'compare-help': COMPARE_HELP.trimEnd(),
    'export-help': EXPORT_HELP.trimEnd(),
    variables: nameTable(['variable', 'is'], VARIABLES),
    results: resultSections().join('\n\n'),
    'report-tables': reportTables(),
    locales: codes(LOCALES),
    mails: nameTable(['kind', 'is about'], MAILS),
    decisions: nameTable(['what', 'means'], workflows.DECISIONS),
  };
}

function machinesTable(): string {
  const rows = Object.entries(workflows.MACHINES).map(([name, does]) => {
    const by = workflows.STARTED_BY[name as keyof typeof workflows.STARTED_BY];
    return [code(name), by, does];
  });
  return table(['state machine', 'started by', 'does'], rows);
}

function schedulesTable(): string {
  const rows = SCHEDULES.map(({ name, cron, workflow, input, description }) => [
    code(name),
    cronText(cron),
    code(`cron(${cron})`),
    [code(workflow), ...(input === undefined ? [] : [code(JSON.stringify(input))])].join(' '),
    description,
  ]);
  return table(['schedule', 'starts', 'expression', 'state machine and input', 'for'], rows);
}

const COMMON_FIELDS = Object.keys(COMMON);

function commandCommon(): string {
  const [first] = operatorCommand.options;
  const own = Object.keys(first.shape).filter((field) => !COMMON_FIELDS.includes(field));
  const written = inputTable('the fields of every command', first, COMMON, own);
  return written.replace(code(first.shape.command.value), 'one of those below');
}

function commandSections(): string[] {
  const names = operatorCommand.options.map(({ shape }) => shape.command.value);
  described('operator commands', names, Object.fromEntries(Object.entries(COMMANDS).map(([name]) => [name, name])));
  return operatorCommand.options.map((schema) => {
    const name = schema.shape.command.value;
    const { does, fields } = COMMANDS[name];
    return `### ${name}\n\n${does}\n\n${inputTable(name, schema, fields, COMMON_FIELDS)}`;
  });
}

function scriptsTable(): string {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
  // npm runs `predemo` before `demo`: nobody gives it by itself.
  const names = Object.keys(scripts).filter(
    (name) => !name.startsWith('pre') || !(name.slice('pre'.length) in scripts),
  );
  const rows = described('the scripts of package.json', names, SCRIPTS).map(([name, does]) => [
    code(name === 'test' ? 'npm test' : `npm run ${name}`),
    does,
  ]);
  return table(['command', 'is'], rows);
}

/** The tables of report/, then what their columns are. */
function reportTables(): string {
  const files = described('the tables of the report', Object.keys(TABLES), results.REPORT_TABLES).map(
    ([name, lists]) => [
      code(`report/${name}.csv`),
      lists,
      TABLES[name as keyof typeof TABLES].split(' ').map(code).join(', '),
    ],
  );
  const columns = new Set(Object.values(TABLES).flatMap((names) => names.split(' ')));
  const meanings = described('the columns of the report', [...columns], results.REPORT_COLUMNS);
  return `${table(['file', 'lists', 'columns'], files)}\n\n${table(
    ['column', 'is'],
    meanings.map(([name, is]) => [code(name), is]),
  )}`;
}

function resultSections(): string[] {
  const { emails, memberships, kpi, forecast, partners, decisions, runs, events } = OUTPUT_FILES;
  const made: [file: string, says: string, fields: string][] = [
    [emails, 'Every mail that was sent, by day.', outputTable(emails, emailLine, results.EMAILS)],
    [
      memberships,
      'How each membership stands after the last day, by partner.',
      outputTable(memberships, membershipLine, results.MEMBERSHIPS),
    ],
    [kpi, 'For each refresh, the memberships with a Learning option.', outputTable(kpi, kpiLine, results.KPI)],
    [
      forecast,
      'The renewals that are at risk after the last day, or will be if nothing happens.',
      outputTable(forecast, forecastLine, results.FORECAST),
    ],
    [
      partners,
      'What each partner may do with courseware after the last day (R-MEM-10), and what is left of its benefits (R-LIC-8). A partner that was merged into another has no line.',
      outputTable(partners, partnerLine, results.PARTNERS),
    ],
    [decisions, 'Every decision of every run.', outputTable(decisions, decisionLine, results.DECISIONS)],
    [runs, 'Every execution.', nameTable(['field', 'is'], results.RUNS)],
    [
      events,
      'What the program told, [as it would be on the bus of a stage](events/README.md), each event once: after each execution what was told since, those about a partner in the order of their numbers.',
      outputTable(events, eventLine, results.EVENTS),
    ],
    ['directory/YYYY-MM.csv', 'The batch of a month.', nameTable(['column', 'is'], results.DIRECTORY)],
  ];
  return made.map(([file, says, fields]) => `### ${file}\n\n${says}\n\n${fields}`);
}
