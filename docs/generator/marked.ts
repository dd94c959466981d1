/** Blocks of a page that are made by a command, between two comments. */

/** The page with another block. @throws Error unless the page has both comments, once */
export function withBlock(page: string, name: string, block: string): string {
  const [begin, end] = [`<!-- ${name}: made by \`npm run docs\` -->\n`, `<!-- end of ${name} -->`];
  const [before, inside, ...moreBegins] = page.split(begin);
  const [, after, ...moreEnds] = inside?.split(end) ?? [];
  if (before === undefined || after === undefined || moreBegins.length > 0 || moreEnds.length > 0)
    throw new Error(`"${begin.trim()}" and "${end}" must be there, each once`);
  return `${before}${begin}${block}${end}${after}`;
}
