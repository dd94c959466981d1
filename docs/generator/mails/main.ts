/** npm run mails: the gallery of all mails, and its contact sheet in docs/images. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BROWSERS, foundBrowser } from '../../../test/page/support/found-browser.ts';
import { takePictures, writeIndex, writeMails, writeSheet } from './gallery.ts';

const SHEET = join(import.meta.dirname, '../../images/mails.png');

const HELP = `Writes every kind of mail in every state, language and theme, with pictures on a desk and on a phone, and a page with all of them.

  npm run mails -- [--out DIR]

  --out DIR   the folder. Default out/mails
  --help      this text

The pictures, and the contact sheet docs/images/mails.png, take Chromium on the PATH.
`;

try {
  const { values } = parseArgs({
    options: { out: { type: 'string', default: 'out/mails' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) process.stdout.write(HELP);
  else await makeGallery(resolve(values.out));
} catch (error) {
  process.stderr.write(`mails: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

async function makeGallery(folder: string): Promise<void> {
  const mails = writeMails(folder);
  const hasBrowser = (await foundBrowser()) !== null;
  if (hasBrowser) {
    await takePictures(folder, mails);
    await writeSheet(folder, mails, SHEET);
  }
  writeIndex(folder, mails, hasBrowser);
  const pictures = hasBrowser ? 'with pictures' : `without pictures: none of ${BROWSERS.join(', ')} is on the PATH`;
  process.stdout.write(`${mails.length} mails ${pictures}\n${join(folder, 'index.html')}\n`);
}
