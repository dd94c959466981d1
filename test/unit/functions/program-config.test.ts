import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { checkedProgramFile } from '../../../infra/checked-program-file.ts';
import { readDeployedConfig } from '../../../shared/lambda/program-config.ts';

const folder = mkdtempSync(join(tmpdir(), 'program-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, content: object): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe('the program configuration of a function', () => {
  it('is what synthesis has checked, with the defaults of what was left out', () => {
    const checked = checkedProgramFile(fileWith('given.json', { timeZone: 'Asia/Seoul', programYears: [] }));
    expect(readDeployedConfig(pathToFileURL(checked))).toMatchObject({
      timeZone: 'Asia/Seoul',
      noticeStages: [-30, -15, -1, 1, 15, 23, 30],
      profileReviewMaxAgeDays: 90,
      programYears: [],
    });
  });

  it('does not reach a bundle if it is wrong', () => {
    const wrong = fileWith('wrong.json', { timeZone: 'Mars/Olympus', programYears: [] });
    expect(() => checkedProgramFile(wrong)).toThrow(/timeZone: got "Mars\/Olympus"/);
  });

  it('is refused by a function if synthesis has not checked it', () => {
    const given = fileWith('unchecked.json', { timeZone: 'Asia/Seoul', programYears: [] });
    expect(() => readDeployedConfig(pathToFileURL(given))).toThrow(
      'not a program configuration that synthesis has checked',
    );
  });
});
