import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStageSettings } from '../../../infra/config.ts';
import { refusePlaceholders } from '../../../infra/refuse-placeholders.ts';

const OWN = {
  ...readStageSettings({ stage: 'prod' }),
  sender: 'program@partners.contoso.com',
  operatorsAddress: 'operators@contoso.com',
  costCenter: '4711',
  runbookUrl: 'https://docs.contoso.com/runbook',
  programConfigFile: join(import.meta.dirname, 'program.json'),
};

describe('the placeholders of the repository', () => {
  it('are refused in stage prod, each with its place and what is allowed', () => {
    expect(() => refusePlaceholders(readStageSettings({ stage: 'prod' }))).toThrow(
      [
        'infra/stages/prod.json, sender: got "partner-program@example.com", a placeholder; allowed: an address or domain of your own (to look at the templates only: -c placeholders=accepted)',
        'infra/stages/prod.json, operatorsAddress: got "operators@example.com", a placeholder; allowed: an address or domain of your own (to look at the templates only: -c placeholders=accepted)',
        'infra/stages/prod.json, costCenter: got "unassigned", a placeholder; allowed: the cost center that pays for the stage (to look at the templates only: -c placeholders=accepted)',
        'infra/stages/prod.json, runbookUrl: got "https://docs.example.com/partner-program/runbook", a placeholder; allowed: the address at which your operators read docs/runbook.md (to look at the templates only: -c placeholders=accepted)',
        'infra/stages/prod.json, programConfigFile: got "program.sample.json", a placeholder; allowed: ',
      ].join('\n'),
    );
  });

  it.each(['partners.example', 'mail.partners.test', 'sub.example.org'])(
    'are found in a further domain, %s',
    (domain) => {
      expect(() => refusePlaceholders({ ...OWN, otherSenderDomains: [domain] })).toThrow(
        /^infra.*otherSenderDomains\[0\]/,
      );
    },
  );

  it('are found in a stage prod that leads to no runbook', () => {
    expect(() => refusePlaceholders({ ...OWN, runbookUrl: undefined })).toThrow(
      /^infra.*runbookUrl: got nothing; allowed: the address at which/,
    );
  });

  it('are accepted in the stages that nobody relies on', () => {
    for (const stage of ['dev', 'local']) refusePlaceholders(readStageSettings({ stage }));
  });

  it('are not seen in settings of a company, whatever its name holds', () => {
    refusePlaceholders({ ...OWN, otherSenderDomains: ['example.com.contoso.com', 'myexample.com', 'contest.com'] });
  });
});
