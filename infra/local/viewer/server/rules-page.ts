/** docs/rules.md as a page, so that the number of a rule leads to its text: `/rules#R-REN-7`. */
import { readFile } from 'node:fs/promises';
import { type Content, escapeHtml, type Html, html, trustedHtml } from '../html.ts';
import { document, type Reply } from './reply.ts';

const RULES = new URL('../../../../docs/rules.md', import.meta.url);
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const RULE = /^R-[A-Z]+(-\d+)?/;

export async function rulesPage(): Promise<Reply> {
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The rules of the program</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/styles/theme.css">
<link rel="stylesheet" href="/styles/rules.css">
</head>
<body>
<header><a href="/">Partner program</a></header>
<main>${rulesHtml(await readFile(RULES, 'utf8'))}</main>
</body>
</html>`;
  return document(page.markup, POLICY);
}

/** The Markdown that the rules are written in: headings, paragraphs, lists, tables. */
export function rulesHtml(markdown: string): Content {
  return markdown.split(/\n{2,}/).flatMap((block) => blockHtml(block.trim()));
}

function blockHtml(block: string): Content[] {
  const [first = '', ...rest] = block.split('\n');
  const heading = /^(#{1,3}) (.*)$/.exec(first);
  if (heading !== null) {
    const after = rest.length > 0 ? blockHtml(rest.join('\n')) : [];
    return [headingHtml(heading[1]?.length ?? 1, heading[2] ?? ''), ...after];
  }
  if (first.startsWith('|')) return [tableHtml([first, ...rest])];
  if (first.startsWith('- ')) return [html`<ul>${itemsOf(block).map((item) => html`<li>${inline(item)}</li>`)}</ul>`];
  return block === '' ? [] : [html`<p>${inline(block)}</p>`];
}

function headingHtml(level: number, text: string): Html {
  const id = RULE.exec(text)?.[0] ?? text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  if (level === 1) return html`<h1>${inline(text)}</h1>`;
  return level === 2 ? html`<h2 id="${id}">${inline(text)}</h2>` : html`<h3 id="${id}">${inline(text)}</h3>`;
}

/** An item goes on in the lines after it. */
const itemsOf = (block: string): string[] =>
  block
    .split(/^- /m)
    .slice(1)
    .map((item) => item.trim());

function tableHtml(lines: readonly string[]): Html {
  const cells = (line: string): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [head = '', , ...body] = lines;
  const row = (line: string) => html`<tr>${cells(line).map((cell) => html`<td>${inline(cell)}</td>`)}</tr>`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Table"><table>
<thead><tr>${cells(head).map((cell) => html`<th scope="col">${inline(cell)}</th>`)}</tr></thead>
<tbody>${body.map(row)}</tbody></table></div>`;
}

/** Code, bold, emphasis; of a link its words, as the other documents are not served. */
function inline(text: string): Html {
  const escaped = escapeHtml(text)
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>')
    .replace(/\bR-[A-Z]+-\d+\b/g, '<a href="#$&">$&</a>');
  return trustedHtml(escaped);
}
