import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { written } from '../../unit/infra/synthesized.ts';
import type { Line } from './program.ts';

/** The resources of the workflows stack of a cloud assembly, by logical id. */
export function workflowsTemplate(assemblyDir: string): Record<string, Line> {
  const [file] = globSync('*-workflows.template.json', { cwd: assemblyDir });
  if (file === undefined) throw new Error(`no workflows stack in ${assemblyDir}`);
  return JSON.parse(readFileSync(join(assemblyDir, file), 'utf8')).Resources as Record<string, Line>;
}

/** Reading a stream: Lambda does it in the name of the function. */
const BY_LAMBDA = ['DescribeStream', 'GetRecords', 'GetShardIterator'];

/** What a function's role lets it do with the table: `operation`, with `on INDEX` where it is an index. */
export function tableUses(resources: Record<string, Line>, { Properties }: Line): string[] {
  const role = resources[Properties.Role['Fn::GetAtt'][0]] as Line;
  const statements: Line[] = role.Properties.Policies.flatMap(({ PolicyDocument }: Line) => PolicyDocument.Statement);
  return statements.flatMap(({ Action, Resource }) => {
    const index = /\/index\/(\w+)$/.exec([Resource].flat().map(written).join())?.[1];
    return [Action]
      .flat()
      .filter((action) => action.startsWith('dynamodb:') && !BY_LAMBDA.includes(action.slice(9)))
      .map((action) => `${action.slice(9)}${index ? ` on ${index}` : ''}`);
  });
}
