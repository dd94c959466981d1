type Words = Readonly<Record<string, string>>;

/** What the scripts of package.json are for. */
export const SCRIPTS: Words = {
  demo: 'a program year of sample data on this machine',
  init: 'a folder of your own to begin with: each file with two rows, and what every column and field is',
  'prepare-data': 'import files made of spreadsheets and exports, with a table of every change',
  simulate: 'a program year on your own files',
  compare: 'what a change of the rules would do: both are simulated, and a page says what differs',
  export: 'the present state of a deployed program as a folder from which `simulate` goes on',
  page: 'a page of the results of either: today, inbox, calendar, partners, runs',
  mails:
    'writes every kind of mail in every state, language and theme, with pictures, to `out/mails`, and the contact sheet of the documents',
  docs: 'makes the generated pages, figures and pictures; with `--check`, says which are not as they would be made',
  test: 'tests that need nothing but Node, in less than four minutes',
  'test:parity': "the integration tests against AWS's own DynamoDB Local (needs Java)",
  'test:fuzz': 'input that means harm, at every edge',
  fixtures: 'writes the stored items anew that a test reads for ever, before a release',
  bench: 'measures what the program can do against what could be done, and writes docs/performance.md',
  'bench:cost': 'measures what a program costs a month (needs Java)',
  'test:deep':
    'what takes too long for `npm test`: worked cases and the whole sample with the functions as they are deployed, another sample and another program year, and whether each role permits exactly what is used',
  'test:sim': 'program years with all that goes wrong, against a model',
  'test:page':
    'the page and the report in a browser without a window: axe, contrasts, a phone, the keyboard (needs Chromium)',
  'test:crash': 'every workflow stopped and disturbed at every call',
  'test:mutation': 'which changes of the rules and of the ledger no test notices',
  'test:mutation:quick':
    'the same of the rules in minutes: everything is loaded once, and one mutant after the other is turned on',
  'test:mutation:sample': 'the same of lines drawn from all rules, in some ten minutes: a score with its error',
  'test:mutation:left': 'the mutants that the last run left',
  'test:conditions': 'which conditions of writes no test notices',
  'test:rules': 'which rules no test that names them notices when their code is broken',
  'test:watch': 'tests as files change',
  check: 'types, lint, tests',
  'check:fast': 'types and lint: what the commit hook runs',
  typecheck: 'types',
  e2e: 'deploys to an emulator of AWS, and checks it over the wire (needs Python)',
  smoke: 'looks whether a stage that is deployed works; `-- --stage prod` says which',
  'mail:check':
    'looks up the DNS records of the sender, and what SES says of it; `-- --stage prod` says of which stage',
  lint: 'lint and format',
  format: 'mends what lint can mend',
  synth: 'makes the templates',
  diff: 'what a deployment would change',
  deploy: 'deploys; `-- -c stage=prod` says where to',
  'restored-table':
    'compares a table that was restored with the one that it takes the place of, and sets what is missing',
  reindex: 'rewrites what an earlier release has stored otherwise; `-- --stage prod` says where',
  prepare: 'what npm runs after an installation: sets the commit hook',
};

/** Variables of the environment that this project reads. */
export const VARIABLES: Words = {
  AWS_ENDPOINT_URL_DYNAMODB:
    'of `demo` and `simulate`: this DynamoDB instead of the embedded one. The table of the program there is deleted and made anew, but for `--resume`',
  AWS_ENDPOINT_URL_SES: 'of `demo` and `simulate`: this SES instead of the embedded one. Real mails may go out',
  AWS_ENDPOINT_URL:
    'of `e2e`: an emulator that runs already, instead of one that is installed and started; of `smoke`: an emulator instead of AWS',
  DEEP: 'of the tests: `1`, set by `test:deep`',
  PARITY: 'of the tests: `1`, set by `test:parity`',
  PAGE: 'of the tests: `1`, set by `test:page`',
  CRASH: 'of the tests: `1`, set by `test:crash`',
  CRASH_EVERY:
    'of `test:crash`: every how many calls of a scenario each fault happens; 1, every call, if it is not set. `.ci/run` sets 2',
  FUZZ_RUNS: 'of the fuzz tests: so many times as many inputs',
  FUZZ_SEED: 'of the fuzz tests: the seed that a failure named',
  ENDPOINT_SEEDS: 'of `test:crash`: the seeds of the endpoints that make trouble, with commas between them',
  TEST_COUNTS: 'of all tests: a file for their counts; `.ci/run` sets it',
  CONDITION_SITE: 'of `test:conditions`: set by it',
  RULE_BREAK: 'of `test:rules`: set by it',
};
