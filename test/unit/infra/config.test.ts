import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { consoleName, itemsInFlightOf, programName, readStageSettings, stagesIn } from '../../../infra/config.ts';

const RIGHT = {
  sender: 'program@example.com',
  operatorsAddress: 'operators@example.com',
  sendRate: 14,
  mapConcurrency: 6,
  programConfigFile: 'program.json',
  partnerCenterUrl: 'https://partner.example.com/',
};

/** A folder with the settings of stage dev and a program configuration. */
function folderWith(settings: object | string, program: object = { programYears: [] }): string {
  const folder = mkdtempSync(join(tmpdir(), 'settings-'));
  const write = (name: string, content: object | string) =>
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  write('dev.json', settings);
  write('program.json', program);
  return folder;
}

/** The message about the settings, without their folder. */
function complaint(settings: object | string, program?: object): string {
  const folder = folderWith(settings, program);
  try {
    readStageSettings({}, folder);
  } catch (error) {
    return String(error).replaceAll(`${folder}/`, '');
  }
  return 'no complaint';
}

describe('the settings of a stage', () => {
  it.each(stagesIn())('are valid in the file of stage %s', (stage) => {
    expect(readStageSettings({ stage })).toMatchObject({ stage, timeZone: 'UTC' });
  });

  it('are those of stage dev by default', () => {
    expect(readStageSettings({}, folderWith(RIGHT))).toMatchObject({
      ...RIGHT,
      stage: 'dev',
      programConfigFile: expect.anything(),
    });
  });

  it('name the program configuration relative to their file', () => {
    const folder = folderWith(RIGHT);
    expect(readStageSettings({}, folder).programConfigFile).toBe(join(folder, 'program.json'));
  });

  it('accept another program configuration', () => {
    const other = join(folderWith(RIGHT, { timeZone: 'Asia/Seoul', programYears: [] }), 'program.json');
    const settings = readStageSettings({ programConfigFile: other }, folderWith(RIGHT));
    expect(settings).toMatchObject({ programConfigFile: other, timeZone: 'Asia/Seoul' });
  });
});

describe('an invalid setting is refused with one line that says where, what, the value got and what is allowed', () => {
  it.each([
    [{ account: '12345' }, 'account: got "12345"; allowed: an AWS account id, 12 digits in quotes'],
    [{ account: 123456789012 }, 'account: got 123456789012; allowed: an AWS account id, 12 digits in quotes'],
    [{ region: 'Ireland' }, 'region: got "Ireland"; allowed: an AWS region, e.g. eu-west-1'],
    [{ sender: 'program' }, 'sender: got "program"; allowed: an email address'],
    [
      { senderName: 'Program\r\nBcc: x@y.example' },
      'senderName: got "Program\\u{d}\\u{a}Bcc: x@y.example"; allowed: text of 1 to 100 characters without control or invisible characters',
    ],
    [{ replyTo: 'help' }, 'replyTo: got "help"; allowed: an email address'],
    [
      { mailFromSubdomain: 'bounce.example.com' },
      'mailFromSubdomain: got "bounce.example.com"; allowed: a part of a domain, e.g. bounce',
    ],
    [
      { onlyRecipients: 'ann@example.com' },
      'onlyRecipients: got "ann@example.com"; allowed: a list of email addresses',
    ],
    [{ onlyRecipients: ['ann'] }, 'onlyRecipients[0]: got "ann"; allowed: an email address'],
    [{ operatorsAddress: undefined }, 'operatorsAddress: got nothing; allowed: an email address'],
    [
      { sendRate: 0 },
      'sendRate: got 0; allowed: mails per second, a number above 0 and up to 100000; "unlimited" in stage local',
    ],
    [
      { sendRate: 'unlimited' },
      'sendRate: got "unlimited"; allowed: mails per second, a number above 0 and up to 100000; "unlimited" in stage local',
    ],
    [
      { sendRate: '14' },
      'sendRate: got "14"; allowed: mails per second, a number above 0 and up to 100000; "unlimited" in stage local',
    ],
    [{ mapConcurrency: 1.5 }, 'mapConcurrency: got 1.5; allowed: a whole number from 1 to 64'],
    [{ mapConcurrency: 65 }, 'mapConcurrency: got 65; allowed: a whole number from 1 to 64'],
    [{ mailEventConcurrency: 1 }, 'mailEventConcurrency: got 1; allowed: a whole number from 2 to 1000'],
    [{ recoveryDays: 36 }, 'recoveryDays: got 36; allowed: a whole number from 1 to 35'],
    [
      { logsKeptDays: 91 },
      'logsKeptDays: got 91; allowed: one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653',
    ],
    [
      { costCenter: '' },
      'costCenter: got nothing; allowed: letters, digits, spaces and _ . : / = + - @, 1 to 256 of them',
    ],
    [
      { costCenter: 'a#b' },
      'costCenter: got "a#b"; allowed: letters, digits, spaces and _ . : / = + - @, 1 to 256 of them',
    ],
    [{ monthlyBudget: 0.5 }, 'monthlyBudget: got 0.5; allowed: a whole number from 1 to 1000000'],
    [
      { heartbeatUrl: 'http://ping.example/x' },
      'heartbeatUrl: got "http://ping.example/x"; allowed: an https URL without credentials',
    ],
    [{ startMissedRuns: 'no' }, 'startMissedRuns: got "no"; allowed: true or false'],
    [
      { slackChannel: { workspaceId: 'T1', channelId: 'C012ABCDEFG' } },
      'slackChannel.workspaceId: got "T1"; allowed: the id of a Slack workspace, e.g. T012ABCDEFG',
    ],
    [
      { tableName: 'arn:aws:dynamodb:eu-west-1:123456789012:table/restored' },
      'tableName: got "arn:aws:dynamodb:eu-west-1:123456789012:table/restored"; allowed: the name of a DynamoDB table, 3 to 255 letters, digits, "_", "-" and "."',
    ],
    [
      { region: 'eu-west-1', backupCopyRegion: 'eu-west-1' },
      'backupCopyRegion: got "eu-west-1"; allowed: another region than that of the stage, whose region is set, too',
    ],
    [
      { backupCopyRegion: 'eu-central-1' },
      'backupCopyRegion: got "eu-central-1"; allowed: another region than that of the stage, whose region is set, too',
    ],
    [{ programConfigFile: '' }, 'programConfigFile: got nothing; allowed: the path of a JSON file'],
    [
      { partnerCenterUrl: 'https://user:pass@example.com' },
      'partnerCenterUrl: got "https://…@example.com"; allowed: an https URL without credentials',
    ],
    [
      { partnerCenterUrl: 'http://example.com' },
      'partnerCenterUrl: got "http://example.com"; allowed: an https URL without credentials',
    ],
  ])('%j', (wrong, line) => {
    expect(complaint({ ...RIGHT, ...wrong })).toBe(`SettingsError: dev.json, ${line}`);
  });

  it('an unknown setting is refused', () => {
    expect(complaint({ ...RIGHT, sendrate: 3 })).toBe(
      'SettingsError: dev.json, sendrate: got an unknown field (3); allowed: the fields account, region, sender, senderName, replyTo, mailFromSubdomain, onlyRecipients, otherSenderDomains, ' +
        'operatorsAddress, sendRate, mapConcurrency, itemsInFlight, mailEventConcurrency, reportsKeptDays, importsKeptDays, replacedKeptDays, accessLogsKeptDays, recoveryDays, dailyBackupsKeptDays, monthlyBackupsKeptDays, canaryPercent, canaryMinutes, logsKeptDays, costCenter, monthlyBudget, runbookUrl, heartbeatUrl, startMissedRuns, slackChannel, tableName, backupCopyRegion, events, eventsKeptDays, commandSources, tableStreamArn, programConfigFile, approvedChange, partnerCenterUrl',
    );
  });

  it('two invalid settings are refused with a line each', () => {
    expect(complaint({ ...RIGHT, sendRate: -1, sender: 1 }).split('\n')).toHaveLength(2);
  });

  it('settings that are no object are refused', () => {
    expect(complaint([])).toMatch(/^SettingsError: dev\.json: got \[\]; allowed: an object with the fields account, /);
  });

  it('a file that is no JSON is refused', () => {
    expect(complaint('{')).toMatch(/^SettingsError: dev\.json: got "\{" \(.+\); allowed: JSON$/);
  });

  it('a setting that occurs twice is refused', () => {
    expect(complaint('{ "sendRate": 1, "sendRate": 2 }')).toBe(
      'SettingsError: dev.json, sendRate: got the field more than once; allowed: every field once',
    );
  });

  it('a stage that does not exist is refused', () => {
    expect(() => readStageSettings({ stage: 'test' })).toThrow(
      'context, stage: got "test"; allowed: one of dev, local, prod',
    );
  });

  it('a program configuration that does not exist is refused', () => {
    expect(complaint({ ...RIGHT, programConfigFile: 'nowhere.json' })).toBe(
      'SettingsError: nowhere.json: got ENOENT; allowed: a file that can be read',
    );
  });

  it('a program configuration that the functions would refuse is refused', () => {
    expect(complaint(RIGHT, { timeZone: '+09:00', programYears: [] })).toBe(
      'SettingsError: program.json, timeZone: got "+09:00"; allowed: a time zone of the IANA database, e.g. UTC or Asia/Seoul',
    );
  });
});

describe('the pace of sending', () => {
  it.each([
    [1, 8, 1],
    [14, 8, 7],
    [15, 8, 8],
    [300, 8, 8],
    [300, 64, 64],
  ])(
    '%d mails a second and at most %d items have %d items in flight: their mails are sent in some two seconds',
    (sendRate, itemsInFlight, expected) => {
      expect(itemsInFlightOf(readStageSettings({}, folderWith({ ...RIGHT, sendRate, itemsInFlight })))).toBe(expected);
    },
  );
});

describe('names in the console', () => {
  it.each([
    ['prod', 'grace-expiry'],
    ['local', 'grace-expiry'],
    ['dev', 'dev-grace-expiry'],
  ])('have the prefix of stage %s', (stage, name) => {
    expect(consoleName(readStageSettings({ stage }), 'grace-expiry')).toBe(name);
  });

  it('have the name of a stage whose file is a copy of another', () => {
    const folder = folderWith(RIGHT);
    cpSync(join(folder, 'dev.json'), join(folder, 'staging.json'));
    const settings = readStageSettings({ stage: 'staging' }, folder);
    expect(consoleName(settings, 'grace-expiry')).toBe('staging-grace-expiry');
    expect(programName(settings)).toBe('partner-program-staging');
    expect(stagesIn(folder)).toContain('staging');
    expect(stagesIn()).toEqual(['dev', 'local', 'prod']);
  });
});
