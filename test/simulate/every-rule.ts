import { AWKWARD_CASES } from '../../infra/local/sample/awkward/table.ts';
import { generateSampleProgram } from '../../infra/local/sample/generate.ts';

/** Of a partner, `P-00115`, or of one of its people, `E-00115-1`: the number is the partner's. */
const IDS = /\b[PE]-(\d{5})/g;

/** The sample program with no more partners than show every rule and every kind of command that any of them shows. */
export function sampleOfEveryRule(options: { readonly seed: number; readonly from: string }) {
  const { files, to, awkward } = generateSampleProgram({ ...options, partners: AWKWARD_CASES.length });
  const commands = linesOf(files['commands.jsonl'] ?? '').map((line) => ({ command: JSON.parse(line).command, line }));
  const shown = awkward.map(({ partnerId, rules }) => {
    const given = commands.filter(({ line }) => line.includes(partnerId)).map(({ command }) => command);
    return { partnerId, shows: new Set<string>([...rules, ...given]) };
  });
  const chosen = new Set(coveringAll(shown));
  // A row of one partner can name another.
  for (const { line } of commands)
    if (partnersIn(line).some((id) => chosen.has(id))) for (const id of partnersIn(line)) chosen.add(id);
  const isKept = (line: string): boolean => partnersIn(line).every((id) => chosen.has(id));
  const kept = Object.entries(files).map(([name, text]): [string, string] => [
    name,
    linesOf(text).filter(isKept).join(''),
  ]);
  return { files: Object.fromEntries(kept), to, partnerIds: [...chosen].sort() };
}

const linesOf = (text: string): string[] => text.match(/.*\n/g) ?? [];
const partnersIn = (line: string): string[] => [...line.matchAll(IDS)].map(([, number]) => `P-${number}`);

/** Chooses, step by step, the partner that shows most rules which the chosen ones do not. */
function coveringAll(all: readonly { partnerId: string; shows: ReadonlySet<string> }[]): string[] {
  const missing = new Set(all.flatMap(({ shows }) => [...shows]));
  const chosen: string[] = [];
  while (missing.size > 0) {
    const newOf = ({ shows }: (typeof all)[number]): number => shows.intersection(missing).size;
    const best = all.reduce((a, b) => (newOf(b) > newOf(a) ? b : a));
    chosen.push(best.partnerId);
    for (const each of best.shows) missing.delete(each);
  }
  return chosen;
}
