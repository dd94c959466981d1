/** A folder with every mail of the gallery in each language and theme, on a desk and on a phone. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readProgramFile } from '../../../infra/read-program-file.ts';
import { LOCALES, type Locale } from '../../../shared/domain/partners/partner.ts';
import { composeMail } from '../../../shared/mail/compose/compose-mail.ts';
import { html } from '../../../shared/mail/compose/html.ts';
import type { NoticeContent } from '../../../shared/mail/compose/notice-content.ts';
import { mailProgramOf } from '../../../shared/mail/compose/program.ts';
import { PHONE, type Size, THEMES, type Theme } from '../../../test/page/support/browser-tab.ts';
import { Chromium } from '../../../test/page/support/chromium.ts';
import { NAMES } from '../../../test/unit/mail/samples/parts.ts';
import { STATES } from './states.ts';

const PROGRAM = join(import.meta.dirname, '../../../infra/stages/program.sample.json');
/** The mail itself is 600 pixels wide. */
const DESK: Size = { name: 'desk', width: 680, height: 900 };
const SIZES = [DESK, PHONE];

/** A mail of the gallery; `file`: without its ending. */
export type Shown = { state: string; locale: Locale; theme: Theme; subject: string; file: string };

/** Writes the mails as HTML, each in a light and a dark version, whatever the theme of the browser that opens it. */
export function writeMails(folder: string): Shown[] {
  const program = mailProgramOf(readProgramFile(PROGRAM), 'https://partner.example.com/', 'program@example.com');
  mkdirSync(folder, { recursive: true });
  return Object.entries(STATES).flatMap(([state, content]) =>
    localesOf(content).flatMap((locale) => {
      const mail = composeMail(content, { name: NAMES[locale], locale }, program);
      return THEMES.map((theme) => {
        const file = `${state}.${locale}.${theme}`;
        writeFileSync(join(folder, `${file}.html`), inTheme(mail.html, theme));
        return { state, locale, theme, subject: mail.subject, file };
      });
    }),
  );
}

/** Operators read English. */
const localesOf = ({ kind }: NoticeContent): readonly Locale[] => (kind === 'operator-alert' ? ['en'] : LOCALES);

function inTheme(mail: string, theme: Theme): string {
  const condition = '@media (prefers-color-scheme:dark)';
  if (!mail.includes(condition)) throw new Error('the mail has no dark theme');
  return mail.replace(condition, theme === 'dark' ? '@media all' : '@media not all');
}

/** Takes a picture of each, `<file>.desk.png` and `<file>.phone.png`. @throws Error where there is no Chromium */
export async function takePictures(folder: string, mails: readonly Shown[]): Promise<void> {
  const chromium = await Chromium.start();
  try {
    const tab = await chromium.open();
    for (const size of SIZES) {
      await tab.look({ theme: 'light', size });
      for (const { file } of mails) {
        await tab.go(pathToFileURL(join(folder, `${file}.html`)).href);
        writeFileSync(join(folder, `${file}.${size.name}.png`), await tab.picture());
      }
    }
  } finally {
    await chromium.stop();
  }
}

/** The page with all of them. @param hasPictures whether they were taken */
export function writeIndex(folder: string, mails: readonly Shown[], hasPictures: boolean): void {
  const rows = mails.map(({ state, locale, theme, subject, file }) => {
    const pictures = hasPictures
      ? SIZES.map(
          ({ name }) =>
            html` <a href="${file}.${name}.png"><img loading="lazy" src="${file}.${name}.png" alt="${name}"></a>`,
        )
      : null;
    return html`<figure><figcaption><a href="${file}.html">${state}</a> · ${locale} · ${theme}<br>${subject}</figcaption>${pictures}</figure>\n`;
  });
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mails</title>
<style>body{font:14px/1.5 system-ui,sans-serif;margin:24px;color-scheme:light dark}figure{display:inline-block;vertical-align:top;width:420px;margin:0 16px 32px 0}img{width:48%;vertical-align:top;border:1px solid #8888}</style></head>
<body><h1>Mails: every kind, language, state and theme</h1>
${rows}</body></html>
`;
  writeFileSync(join(folder, 'index.html'), page.markup);
}

const SHEET: Size = { name: 'sheet', width: 1480, height: 900 };

/** The contact sheet: each state once, the languages and themes in turn. */
export async function writeSheet(folder: string, mails: readonly Shown[], picture: string): Promise<void> {
  const states = Object.keys(STATES);
  const chosen = states.map((state, index) => {
    const locale = LOCALES[index % LOCALES.length];
    const theme = THEMES[Math.floor(index / LOCALES.length) % THEMES.length];
    const ofState = mails.filter((mail) => mail.state === state && mail.theme === theme);
    return (ofState.find((mail) => mail.locale === locale) ?? ofState[0]) as Shown;
  });
  const cells = chosen.map(({ state, file }) => {
    const data = readFileSync(join(folder, `${file}.desk.png`)).toString('base64');
    return html`<figure><div><img src="data:image/png;base64,${data}" alt=""></div><figcaption>${state}</figcaption></figure>`;
  });
  const page = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mails</title>
<style>body{margin:20px;background:#d9dee5;font:13px/1.4 system-ui,sans-serif;color:#1b2430;display:grid;grid-template-columns:repeat(6,1fr);gap:18px}figure{margin:0}div{height:290px;overflow:hidden;border-radius:6px;background:#fff}img{width:100%}figcaption{margin:6px 0 0}</style></head>
<body>${cells}</body></html>`;
  const file = join(folder, 'sheet.html');
  writeFileSync(file, page.markup);
  const chromium = await Chromium.start();
  try {
    const tab = await chromium.open();
    await tab.look({ theme: 'light', size: SHEET });
    await tab.go(pathToFileURL(file).href);
    writeFileSync(picture, await tab.picture());
  } finally {
    await chromium.stop();
  }
}
