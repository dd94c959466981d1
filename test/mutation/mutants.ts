/** Mutants and what became of them, as Stryker reports them. */

export type Place = { line: number; column: number };
export type Mutant = {
  mutatorName: string;
  replacement: string;
  /** `RuntimeError`: the program does not load with it. `Ignored`: it was not tried. */
  status: 'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored';
  /** Lines from 1; columns from 1 in a report, too. */
  location: { start: Place; end: Place };
};
export type Report = { files: Record<string, { source: string; mutants: Mutant[] }> };

const LONGEST = 60;
export const isLeft = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage';
export const isFound = ({ status }: Mutant): boolean => status === 'Killed' || status === 'Timeout';
const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
};

/** `found` of `all`; mutants that broke the run before any test are in neither. */
export function score(mutants: readonly Mutant[]): string {
  const found = mutants.filter(isFound).length;
  const all = found + mutants.filter(isLeft).length;
  return `${all} | ${all - found} | ${all === 0 ? '–' : `${((100 * found) / all).toFixed(1)} %`}`;
}

/** The text between two places, and what it becomes. */
function said(source: string, { mutatorName, replacement, location: { start, end } }: Mutant): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  lines[last] = lines[last]?.slice(0, end.column - 1) ?? '';
  lines[0] = lines[0]?.slice(start.column - 1) ?? '';
  return `${mutatorName}: ${oneLine(lines.join('\n'))} → ${oneLine(replacement)}`;
}

/** The scores per file, and every mutant that is left. */
export function printReport(name: string, { files }: Report): void {
  const all = Object.values(files).flatMap(({ mutants }) => mutants);
  const count = (status: Mutant['status']): number => all.filter((mutant) => mutant.status === status).length;
  console.log(`\n## ${name}: ${count('Killed')} killed, ${count('Timeout')} timed out, ${count('Survived')} survived,`);
  console.log(`${count('NoCoverage')} without a test, ${count('RuntimeError')} not runnable\n`);
  console.log('| file | mutants | left | score |\n|---|---|---|---|');
  for (const [file, { mutants }] of Object.entries(files)) console.log(`| ${file} | ${score(mutants)} |`);
  console.log(`| all | ${score(all)} |\n`);
  for (const [file, { source, mutants }] of Object.entries(files))
    for (const mutant of mutants.filter(isLeft))
      console.log(`${file}:${mutant.location.start.line} ${said(source, mutant)}`);
}
