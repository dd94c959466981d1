/** The pages of which something is made, and how. */
import { join } from 'node:path';
import { ruleIndex } from '../../test/docs/rule-index.ts';
import type { Demo } from './demo.ts';
import { EVENTS_PAGE, withEventTables } from './events/page.ts';
import { eventSchemaFiles } from './events/schemas.ts';
import { FIGURES, withFigures } from './figures.ts';
import { withBlock } from './marked.ts';
import { reference } from './reference.ts';
import { starterReadme } from './starter.ts';

export interface Page {
  /** From the root of the project. */
  readonly file: string;
  /** The page as it should be. `demo`: null leaves alone what needs one. */
  readonly made: (before: string, demo: Demo | null) => string;
}

const ROOT = join(import.meta.dirname, '../..');

const REFERENCE: Page = { file: 'docs/reference.md', made: () => reference() };
const STARTER: Page = { file: 'infra/local/starter/files/README.md', made: () => starterReadme() };
const RULE_INDEX: Page = { file: 'docs/rule-index.md', made: () => ruleIndex(ROOT) };

/** What the demo says, and the figures in sentences. */
function withDemo(file: string, before: string, demo: Demo | null): string {
  const page = withFigures(file, before);
  if (file !== 'README.md' || demo === null) return page;
  return withBlock(page, 'demo', `\n\`\`\`text\n${demo.said}\`\`\`\n\n`);
}

const FIGURED: readonly Page[] = [...new Set(['README.md', ...FIGURES.map(({ file }) => file)])].map((file) => ({
  file,
  made: (before, demo) => withDemo(file, before, demo),
}));

/** What is on the bus, and how it is followed. */
const EVENTS: readonly Page[] = [{ file: EVENTS_PAGE, made: withEventTables }, ...eventSchemaFiles()];

export const PAGES: readonly Page[] = [REFERENCE, STARTER, RULE_INDEX, ...EVENTS, ...FIGURED];
