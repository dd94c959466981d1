/** The pictures of the README, taken by Chromium of a demo that has run. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Mailbox } from '../../infra/local/viewer/archive/mails/mailbox.ts';
import { OUTPUT_FILES } from '../../infra/local/viewer/results/folder.ts';
import { serveViewer } from '../../infra/local/viewer/server/serve-viewer.ts';
import { BROWSERS, foundBrowser } from '../../test/page/support/found-browser.ts';
import type { Demo } from './demo.ts';

const IMAGES = join(import.meta.dirname, '../images');
/** Enough for the page to ask for what it shows, in the browser's own time. */
const SETTLED_MS = 10_000;
const LONGEST_MS = 120_000;
const PAGE_SIZE = { width: 1280, height: 860 };
const MAIL_WIDTH = 680;
/** The notice that is shown: one with much to say, in letters that not everybody has. */
const SHOWN = { locale: 'ko-KR', kind: 'renewal', stage: 15, level: 'gold' };

/** The day of the page that is shown: one on which everything is asked. */
const SHOWN_DAY = '2027-08-16';

const run = promisify(execFile);

/** @param work a folder for files of this run. @returns what was done, or why nothing was */
export async function makePictures(demo: Demo, work: string): Promise<string> {
  const browser = await foundBrowser();
  if (browser === null) return `no picture is made: none of ${BROWSERS.join(', ')} is on the PATH`;
  await mailPicture(browser, demo.folder, work, shownNotice(demo.folder));
  await pagePicture(browser, demo.folder);
  return 'docs/images are made';
}

/** The id of the notice that is shown. */
function shownNotice(folder: string): string {
  const lines = (name: string): Record<string, unknown>[] =>
    readFileSync(join(folder, 'result', name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  const key = (line: Record<string, unknown>): string => `${line.partnerId}/${line.membershipId}`;
  const ofLevel = new Set(
    lines(OUTPUT_FILES.memberships)
      .filter(({ level }) => level === SHOWN.level)
      .map(key),
  );
  const found = lines(OUTPUT_FILES.emails).find(
    (mail) =>
      mail.locale === SHOWN.locale && mail.kind === SHOWN.kind && mail.stage === SHOWN.stage && ofLevel.has(key(mail)),
  );
  if (found === undefined) throw new Error(`the demo has no mail such as ${JSON.stringify(SHOWN)}`);
  return String(found.noticeId);
}

async function mailPicture(browser: string, folder: string, work: string, noticeId: string): Promise<void> {
  const mail = await new Mailbox(join(folder, 'work/mail')).find(noticeId);
  const file = join(work, 'mail.html');
  // The script is for the picture's height alone.
  writeFileSync(file, `${mail?.html ?? ''}<script>document.title = document.documentElement.scrollHeight</script>`);
  const url = pathToFileURL(file).href;
  const { stdout } = await chromium(browser, { width: MAIL_WIDTH, height: 100 }, ['--dump-dom', url]);
  const height = Number(/<title>(\d+)<\/title>/.exec(stdout)?.[1]);
  if (!(height > 0)) throw new Error(`${browser} does not say how high the mail is`);
  await chromium(browser, { width: MAIL_WIDTH, height }, [`--screenshot=${join(IMAGES, 'mail.png')}`, url]);
}

async function pagePicture(browser: string, folder: string): Promise<void> {
  const partnersFile = join(folder, 'data/partners.csv');
  const page = await serveViewer({
    outDir: join(folder, 'result'),
    mailDir: join(folder, 'work/mail'),
    port: 0,
    partnersFile,
  });
  try {
    const url = `${page.url}#today?day=${SHOWN_DAY}`;
    await chromium(browser, PAGE_SIZE, [`--screenshot=${join(IMAGES, 'page.png')}`, url]);
  } finally {
    await page.close();
  }
}

function chromium(browser: string, { width, height }: { width: number; height: number }, args: readonly string[]) {
  // As root, in containers, there is no sandbox; what is shown is this project's own.
  const common = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--lang=en'];
  const size = [`--window-size=${width},${height}`, `--virtual-time-budget=${SETTLED_MS}`];
  return run(browser, [...common, ...size, ...args], { timeout: LONGEST_MS, maxBuffer: 1 << 24 });
}
