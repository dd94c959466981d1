import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeIndex, writeMails } from '../../../docs/generator/mails/gallery.ts';
import { STATES } from '../../../docs/generator/mails/states.ts';
import { NOTICE_KINDS } from '../../../shared/domain/notices/notice-kind.ts';

it('the gallery has every kind of mail, in 24 states', () => {
  const kinds = new Set(Object.values(STATES).map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual([...NOTICE_KINDS].sort());
  expect(Object.keys(STATES)).toHaveLength(24);
});

it('the gallery is written without a browser, light and dark, in each language, with a page that leads to all', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gallery-'));
  try {
    const mails = writeMails(folder);
    expect(mails).toHaveLength(23 * 4 * 2 + 2);
    writeIndex(folder, mails, false);
    const index = readFileSync(join(folder, 'index.html'), 'utf8');
    for (const { file } of mails) expect(index).toContain(`href="${file}.html"`);
    const read = (theme: string) => readFileSync(join(folder, `expired.ko-KR.${theme}.html`), 'utf8');
    expect(read('dark')).toContain('@media all{.page{background:#14181d');
    expect(read('light')).toContain('@media not all{.page{background:#14181d');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
