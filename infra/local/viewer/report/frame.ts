import { readFileSync } from 'node:fs';
import { type Content, type Html, html, trustedHtml } from '../html.ts';

/** Nothing may be loaded and no script may run, even if escaping should fail. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The style sheets of every such page, before its own. */
const STYLES = [new URL('../client/styles/theme.css', import.meta.url), new URL('report.css', import.meta.url)];

export type FramedPage = {
  readonly title: string;
  /** What the link that skips the head calls the rest. */
  readonly what: string;
  /** Style sheets after those of every page. */
  readonly styles: readonly URL[];
  readonly head: Content;
  readonly main: Content;
  readonly foot: Content;
};

/** A page that is one file: it needs no other, no script and no network, and is readable on a phone and on paper. */
export function framedPage({ title, what, styles, head, main, foot }: FramedPage): Html {
  const style = trustedHtml([...STYLES, ...styles].map((file) => readFileSync(file, 'utf8')).join(''));
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the ${what}</a>
<header>
${head}
</header>
<main id="main">
${main}</main>
<footer>
${foot}
</footer>
</body>
</html>
`;
}
