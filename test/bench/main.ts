/**
 * npm run bench [-- --only NAME,…]: what the program can do against what could be done, as ratios of one run on this
 * machine. All of it writes docs/performance.md; a part is only printed.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayAtSizesSection } from './day/section.ts';
import { importsSection } from './imports/section.ts';
import { table } from './markdown.ts';
import { rateSection } from './rate/section.ts';
import type { Section } from './section.ts';
import { simulatorSection } from './simulation/section.ts';
import { startsSection } from './starts/section.ts';
import { sweepSection } from './sweep/section.ts';

const OUT = join(import.meta.dirname, '../../docs/performance.md');

const SECTIONS: Readonly<Record<string, () => Promise<Section>>> = {
  sweep: sweepSection,
  rate: rateSection,
  day: dayAtSizesSection,
  imports: importsSection,
  starts: startsSection,
  simulator: simulatorSection,
};

const HELP = `Measures, and writes docs/performance.md: some minutes on two cores that have nothing else to do.

  npm run bench -- [--only NAME,…]

  --only NAME,…   these parts alone, printed and not written: ${Object.keys(SECTIONS).join(', ')}
  --help          this text
`;

const textOf = ({ title, about, header, rows }: Section): string => `## ${title}\n\n${about}\n\n${table(header, rows)}`;

const { values } = parseArgs({ options: { only: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help) {
  console.log(HELP);
} else {
  const names = values.only?.split(',') ?? Object.keys(SECTIONS);
  const unknown = names.find((name) => !Object.hasOwn(SECTIONS, name));
  if (unknown !== undefined) throw new Error(`--only: got ${unknown}; allowed: ${Object.keys(SECTIONS).join(', ')}`);
  const begun = performance.now();
  const texts: string[] = [];
  for (const name of names) {
    const text = textOf(await (SECTIONS[name] as () => Promise<Section>)());
    console.log(text);
    texts.push(text);
  }
  const seconds = Math.round((performance.now() - begun) / 1000);
  const model = cpus()[0]?.model ?? 'unknown processor';
  const head = `# Performance

Made by \`npm run bench\` in ${seconds} s on ${cpus().length} cores (${model}), Node ${process.versions.node}. What counts are the ratios of one run: the figures beside them are this machine's.
What a month costs is in [costs.md](costs.md).
`;
  if (values.only === undefined) writeFileSync(OUT, `${[head, ...texts].join('\n')}`);
}
