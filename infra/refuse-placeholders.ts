import { basename } from 'node:path';
import { formatValue, type Problem } from '../shared/domain/core/problem.ts';
import { NO_COST_CENTER, type StageSettings } from './config.ts';
import { SettingsError } from './settings-error.ts';

/** Names that nobody can own (RFC 2606): the settings in the repository have them. */
const RESERVED = /(^|[.@])(example\.(com|net|org)|[a-z0-9-]+\.(example|test|invalid|localhost))$/i;
const SAMPLE_PROGRAM = 'program.sample.json';

/**
 * Refuses to make a stage prod of what is only there as an example.
 *
 * @throws SettingsError with each placeholder
 */
export function refusePlaceholders(settings: StageSettings): void {
  if (settings.stage !== 'prod') return;
  const { sender, operatorsAddress, otherSenderDomains, runbookUrl, programConfigFile } = settings;
  const addresses: [string, string][] = [
    ['sender', sender],
    ['operatorsAddress', operatorsAddress],
    ['replyTo', settings.replyTo ?? ''],
    ...otherSenderDomains.map((domain, index): [string, string] => [`otherSenderDomains[${index}]`, domain]),
  ];
  const problems = addresses
    .filter(([, value]) => RESERVED.test(value))
    .map(([field, value]) => problemOf(field, value, 'an address or domain of your own'));
  if (settings.costCenter === NO_COST_CENTER)
    problems.push(problemOf('costCenter', NO_COST_CENTER, 'the cost center that pays for the stage'));
  if (runbookUrl === undefined || RESERVED.test(new URL(runbookUrl).hostname))
    problems.push(problemOf('runbookUrl', runbookUrl, 'the address at which your operators read docs/runbook.md'));
  if (basename(programConfigFile) === SAMPLE_PROGRAM)
    problems.push(
      problemOf('programConfigFile', SAMPLE_PROGRAM, "the program's own requirements: those of the sample are made up"),
    );
  if (problems.length > 0) throw new SettingsError(problems);
}

const problemOf = (field: string, value: string | undefined, allowed: string): Problem => ({
  file: 'infra/stages/prod.json',
  line: null,
  field,
  got: value === undefined ? formatValue(value) : `${formatValue(value)}, a placeholder`,
  allowed: `${allowed} (to look at the templates only: -c placeholders=accepted)`,
});
