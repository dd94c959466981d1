import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStageSettings } from '../../../../infra/config.ts';
import { resourcesOfType, synthesized, type TemplateResource } from '../synthesized.ts';

const STAGES = join(import.meta.dirname, '../../../../infra/stages');

/** The stages of the repository, and a copy of dev. */
const folder = mkdtempSync(join(tmpdir(), 'stages-'));
for (const file of ['prod.json', 'dev.json', 'program.sample.json'])
  copyFileSync(join(STAGES, file), join(folder, file));
copyFileSync(join(folder, 'dev.json'), join(folder, 'staging.json'));

/** Properties that name a resource: an account and region has one of each name. */
const NAMES = [
  ...['AlarmName', 'BackupPlanName', 'BackupVaultName', 'BucketName', 'ConfigurationName', 'DashboardName'],
  ...[
    'EmailIdentity',
    'FunctionName',
    'LogGroupName',
    'Name',
    'QueueName',
    'RoleName',
    'StateMachineName',
    'TableName',
  ],
  'TopicName',
];

/** The names that a stage chooses, by type: no references. A schedule is named within its group. */
function namesIn(templates: Record<string, Record<string, TemplateResource>>): string[] {
  const resources = Object.values(templates).flatMap((template) => Object.values(template));
  return resources.flatMap(({ Type, Properties = {} }) => {
    const named = [...NAMES.map((property) => Properties[property]), Properties.Budget?.BudgetName];
    const group = Type === 'AWS::Scheduler::Schedule' ? `${JSON.stringify(Properties.GroupName)} ` : '';
    return named.flatMap((name) =>
      name === undefined || name.Ref !== undefined ? [] : `${Type} ${group}${JSON.stringify(name)}`,
    );
  });
}

describe('a stage whose file is a copy of another', () => {
  const [dev, staging] = ['dev', 'staging'].map((stage) =>
    synthesized({ stage: 'dev' }, readStageSettings({ stage }, folder)),
  );

  it('chooses no name that the other one has', () => {
    const names = namesIn(dev?.templates as never);
    expect(names.length).toBeGreaterThan(80);
    expect(namesIn(staging?.templates as never).filter((name) => names.includes(name))).toEqual([]);
  });

  it("sends from the other one's identity, of which an account and region has one", () => {
    expect(resourcesOfType(dev?.mail ?? {}, 'AWS::SES::EmailIdentity')).toHaveLength(1);
    expect(resourcesOfType(staging?.mail ?? {}, 'AWS::SES::EmailIdentity')).toEqual([]);
    expect(readStageSettings({ stage: 'staging' }, folder).domainsElsewhere).toContain('dev.example.com');
  });

  it('has an identity of its own in another region', () => {
    const settings = JSON.parse(readFileSync(join(folder, 'dev.json'), 'utf8'));
    writeFileSync(join(folder, 'sydney.json'), JSON.stringify({ ...settings, region: 'ap-southeast-2' }));
    expect(readStageSettings({ stage: 'sydney' }, folder).domainsElsewhere).toEqual([]);
  });

  it('leaves the identity to prod, whatever the stages are called', () => {
    copyFileSync(join(folder, 'prod.json'), join(folder, 'acceptance.json'));
    expect(readStageSettings({ stage: 'acceptance' }, folder).domainsElsewhere).toEqual(['example.com']);
    expect(readStageSettings({ stage: 'prod' }, folder).domainsElsewhere).toEqual([]);
  });
});
