/** The pipeline on GitHub: nothing that others can change runs in it, and it may do no more than it has to. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stagesIn } from '../../../infra/config.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FOLDER = join(ROOT, '.github/workflows');

type Job = { name: string; text: string };
const workflows = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  const [head = '', jobs = ''] = text.split(/^jobs:\n/m);
  const starts = [...jobs.matchAll(/^ {2}([a-z]+):\n/gm)];
  const parts = starts.map(
    (start, index): Job => ({ name: String(start[1]), text: jobs.slice(start.index, starts[index + 1]?.index) }),
  );
  return { file, text, head, jobs: parts };
});
const jobs = workflows.flatMap(({ file, jobs: all }) => all.map((job) => ({ file, ...job })));

/** The lines of a block that belong to a key, without its indentation. */
function block(text: string, key: string): string[] {
  const found = new RegExp(`^( *)${key}:\\n((?:\\1 +.+\\n)+)`, 'm').exec(text);
  return (found?.[2] ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
}

describe('the workflows on GitHub', () => {
  it('are these', () => {
    expect(workflows.map(({ file }) => file)).toEqual(['ci.yml', 'deploy.yml', 'diff.yml']);
    expect(jobs.map(({ file, name }) => `${file} ${name}`)).toEqual([
      ...['ci.yml check', 'deploy.yml plan', 'deploy.yml dev', 'deploy.yml prod', 'diff.yml diff'],
    ]);
  });

  it.each(workflows)('$file runs actions of a commit that is named, with the version beside it', ({ text }) => {
    const uses = [...text.matchAll(/uses: (.+)$/gm)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(1);
    for (const action of uses) expect(action).toMatch(/^(actions|aws-actions)\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('take each action in one version', () => {
    const pins = workflows.flatMap(({ text }) => [...text.matchAll(/uses: ([^@]+)@(\S+)/g)]);
    const versions = Map.groupBy(pins, ([, action]) => action);
    for (const [, found] of versions) expect(new Set(found.map(([, , commit]) => commit)).size).toBe(1);
  });

  it.each(workflows)(
    '$file may read the repository, and nothing else that a job does not ask for',
    ({ head, text }) => {
      expect(block(head, 'permissions')).toEqual(['contents: read']);
      expect(text).not.toMatch(/pull_request_target|write-all|secrets\.|AWS_ACCESS_KEY|AWS_SECRET/);
      expect([...text.matchAll(/actions\/checkout@/g)]).toHaveLength(
        [...text.matchAll(/persist-credentials: false/g)].length,
      );
    },
  );

  it.each([
    ['ci.yml', 'check', []],
    ['diff.yml', 'diff', ['contents: read', 'id-token: write', 'pull-requests: write']],
    ['deploy.yml', 'plan', ['contents: read', 'id-token: write']],
    ['deploy.yml', 'dev', ['contents: read', 'id-token: write']],
    ['deploy.yml', 'prod', ['contents: read', 'id-token: write']],
  ])('%s %s may do that', (file, name, permissions) => {
    const job = jobs.find((each) => each.file === file && each.name === name);
    expect(block(job?.text ?? '', 'permissions')).toEqual(permissions.length === 0 ? [''] : permissions);
    expect(job?.text).toMatch(/timeout-minutes: \d+/);
  });

  it('deploy and try a stage in its environment, prod after dev and after somebody has looked', () => {
    const deploy = jobs.filter(({ text }) => text.includes('npm run deploy'));
    expect(deploy.map(({ name }) => name)).toEqual(['dev', 'prod']);
    for (const { name, text } of deploy) {
      expect(stagesIn()).toContain(name);
      expect(text).toContain(`\n    environment: ${name}\n`);
      expect(text.indexOf(`npm run smoke -- --stage ${name}`)).toBeGreaterThan(
        text.indexOf(`deploy -- -c stage=${name}`),
      );
      expect(text).toContain(`role-to-assume: \${{ vars.DEPLOY_ROLE }}`);
    }
    expect(deploy[1]?.text).toContain('needs: [plan, dev]');
    expect(workflows.find(({ file }) => file === 'deploy.yml')?.head).toMatch(/cancel-in-progress: false/);
  });

  it('go back to an older commit of main, which every job takes and which is looked at first', () => {
    const deploy = jobs.filter(({ file }) => file === 'deploy.yml');
    for (const { text } of deploy) expect(text).toContain(`\n          ref: \${{ inputs.commit || github.sha }}\n`);
    const [plan] = deploy;
    const isOfMain = String(plan?.text).indexOf('git merge-base --is-ancestor "$COMMIT" "$GITHUB_SHA"');
    expect(isOfMain).toBeGreaterThan(0);
    expect(isOfMain).toBeLessThan(String(plan?.text).indexOf('npm ci'));
    // What somebody typed is no part of a script.
    const uses = deploy.flatMap(({ text }) => text.split('\n').filter((line) => line.includes('inputs.')));
    expect(uses.filter((line) => !/^ +(ref|if|COMMIT): /.test(line))).toEqual([]);
  });

  it('give forks no role', () => {
    expect(jobs.find(({ name }) => name === 'diff')?.text).toContain(
      'if: github.event.pull_request.head.repo.full_name == github.repository',
    );
  });
});

describe('infra/pipeline/github-roles.template.json', () => {
  const { Resources } = JSON.parse(readFileSync(join(ROOT, 'infra/pipeline/github-roles.template.json'), 'utf8'));
  const TOKEN = 'token.actions.githubusercontent.com';
  /** `repo:<Repository>` stands for what `Fn::Sub` puts in there. */
  const sub = (text: string) => ({ 'Fn::Sub': text.replaceAll('<', '${').replaceAll('>', '}') });

  it.each([
    ['DeployRole', [sub('repo:<Repository>:environment:<Stage>')]],
    ['DiffRole', [sub('repo:<Repository>:pull_request'), sub('repo:<Repository>:ref:refs/heads/main')]],
  ])('%s is for jobs of this repository alone', (role, subjects) => {
    const [statement, ...more] = Resources[role].Properties.AssumeRolePolicyDocument.Statement;
    expect(more).toEqual([]);
    expect(statement).toMatchObject({ Action: 'sts:AssumeRoleWithWebIdentity', Effect: 'Allow' });
    expect(statement.Condition).toEqual({
      StringEquals: { [`${TOKEN}:aud`]: 'sts.amazonaws.com', [`${TOKEN}:sub`]: subjects },
    });
  });

  const statementsOf = (role: string) =>
    Resources[role].Properties.Policies.flatMap(
      ({ PolicyDocument }: { PolicyDocument: { Statement: unknown[] } }) => PolicyDocument.Statement,
    );

  it('names what may be done, and on what', () => {
    for (const { Action, Resource } of [...statementsOf('DeployRole'), ...statementsOf('DiffRole')]) {
      for (const action of Action) expect(action).not.toContain('*');
      for (const resource of Resource)
        expect(resource['Fn::Sub']).toMatch(/^arn:.+(partner-program|cdk-|stateMachine:|execution:)/);
    }
  });

  it('lets a deployment become the roles of cdk bootstrap, and a diff read templates', () => {
    const [become] = statementsOf('DeployRole');
    expect(become.Action).toEqual(['sts:AssumeRole']);
    expect(become.Resource).toHaveLength(3);
    expect(statementsOf('DiffRole').flatMap(({ Action }: { Action: string[] }) => Action)).toEqual([
      ...['cloudformation:GetTemplate', 'cloudformation:DescribeStacks', 'ssm:GetParameter'],
    ]);
  });

  it('lets the smoke test touch items of its own partners and its own files alone', () => {
    const of = (sid: string) => statementsOf('DeployRole').find(({ Sid }: { Sid: string }) => Sid === sid);
    expect(of('ItemsOfItsPartners').Condition).toEqual({
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['PARTNER#SMOKE-TEST-*'] },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    });
    for (const { 'Fn::Sub': arn } of of('ItsFiles').Resource) expect(arn).toMatch(/smoke-test|merge-partners/);
  });
});
