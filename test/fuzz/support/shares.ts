/** How many inputs each file of fuzz tests takes, at least; `FUZZ_RUNS=10` is ten times as many. */
export const SHARES = {
  'command-line': 6_000,
  commands: 16_000,
  'csv-files': 12_000,
  'directory-batch': 6_000,
  'state-machine-input': 8_000,
  'json-text': 10_000,
  keys: 20_000,
  'mail-events': 8_000,
  mails: 1_500,
  'no-write': 2_000,
  'page-requests': 1_500,
  pages: 2_000,
  'program-configuration': 6_000,
  'stage-settings': 2_500,
  'stored-items': 12_000,
  'sweep-input': 10_000,
} as const;

export type FuzzedFile = keyof typeof SHARES;
