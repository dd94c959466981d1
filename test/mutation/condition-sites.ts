/** Every place where the program writes an item, each of which decides by which condition it does so. */
import { globSync, readFileSync } from 'node:fs';

/** `name`: file and line, `shared/workflows/due/make-partner-due.ts:12`. `write`: what is called there. */
export type Site = { name: string; write: string };

/**
 * The collections of a store, as `openStore` names them: a write of any of them is a site, however the store is called
 * there.
 */
function collections(): string[] {
  const source = readFileSync('shared/store/store.ts', 'utf8');
  return [...source.matchAll(/^ {4}(\w+): new Collection\(/gm)].map(([, name]) => name ?? '');
}

const writeOf = (names: readonly string[]): RegExp =>
  new RegExp(`\\b(?:(${names.join('|')})\\.(create|createIfAbsent|replace|write)|(table)\\.(put))\\(`);

/** All of them. @throws if one line holds two */
export function conditionSites(): Site[] {
  const write = writeOf(collections());
  return globSync('{shared,functions}/**/*.ts')
    .toSorted()
    .filter((file) => file !== 'shared/store/collection.ts')
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((text, index) => {
          if (/^\s*(\*|\/\/)/.test(text)) return [];
          const [found] = write.exec(text) ?? [];
          if (found === undefined) return [];
          if (text.slice(text.indexOf(found) + found.length).match(write))
            throw new Error(`${file}:${index + 1} has two writes on one line`);
          return [{ name: `${file}:${index + 1}`, write: found.slice(0, -1) }];
        }),
    );
}

/** The source with the write on a line made unconditional; `unconditional.ts` defines what is called instead. */
export function withoutCondition(source: string, line: number): string {
  const lines = source.split('\n');
  const before = lines[line - 1] ?? '';
  const after = before.replace(writeOf(collections()), (call) => `${call.slice(0, -1)}Anyway(`);
  if (after === before) throw new Error(`no write on line ${line}`);
  lines[line - 1] = after;
  return lines.join('\n');
}
