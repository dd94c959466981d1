/** What the fields of the program configuration and of the settings of a stage mean. */
type Words = Readonly<Record<string, string>>;

export const PROGRAM: Words = {
  timeZone: 'in which the program has its days and its schedules (R-CAL-1)',
  noticeStages: 'days relative to the anniversary on which renewal notices are due, each once, in any order (R-NOT-1)',
  profileReviewMaxAgeDays: 'for how long a review of the company profile counts (R-ROLE-3)',
  activatedProducts:
    'products that take a product key and an activation: every product whose name begins with one of these, with or without `Microsoft` before it (R-LIC-7)',
  upgradeDiscountPercent: 'the discount that is recorded with an upgrade to gold (R-MEM-5)',
  actionPackDiscountPercent:
    'the discount on an Action Pack that is recorded with its enrolment, for a partner that holds a competency (R-MEM-12)',
  unansweredMails:
    'what becomes of a mail with neither answer nor event: sent once more, and may arrive twice; or left, and may never arrive. Either is reported (R-NOT-2)',
  bouncesInARow:
    'after how many notices in a row that bounced, for the time being and with no delivery between, nothing is sent to an address any more (R-NOT-7)',
  setAsideAfterDays: 'for how long what fails is tried again each day, before it is set aside or given up (R-NOT-2)',
  microsoftHosts: 'hosts on which, or below which, no landing page may be (R-DIR-2)',
  extensions: 'waive the requirements of some anniversaries, never the fee (R-EXT-1, R-EXT-2)',
  'extensions[].id': 'names the extension; each once',
  'extensions[].anniversaryFrom': 'the first anniversary, inclusive',
  'extensions[].anniversaryTo': 'the last anniversary, inclusive',
  'extensions[].offers': 'the offers for which it is',
  'extensions[].exceptCompetencies': 'competencies for which it is not',
  names:
    'names that mails use; left out: those of the public documents, `MPN` and `Microsoft Action Pack` (`Microsoft 行動套件` in zh-TW)',
  'names.program': 'the short name of the program, as in “MPN partner admin”',
  'names.actionPack': 'what the offer `action-pack` is called',
  'names.actionPack.en': 'in English',
  'names.actionPack.ko-KR': 'in Korean; left out: as in English, which holds for the other languages, too',
  'names.actionPack.zh-CN': 'in Chinese as written in China',
  'names.actionPack.zh-TW': 'in Chinese as written in Taiwan',
  fees: 'what a year costs: mails, forecasts and reports name amounts; left out: they name none',
  'fees.currency': 'the currency of all of them',
  'fees.amounts': 'each offer and level once; what is not listed has no known fee',
  'fees.amounts[].offer': 'whose fee it is',
  'fees.amounts[].level': 'of which level; needed for a competency, left out for any other offer',
  'fees.amounts[].amount': 'the fee of a year, with no more digits after the point than the currency has',
  support:
    'whom a partner asks: each mail says so (where answers to a mail go is `replyTo` of the stage); left out: no mail does',
  'support.name': 'of the desk or team; left out: the name in the signature of the mails',
  'support.email': 'its address; this or `url` is needed',
  'support.url': 'its page',
  actionUrls:
    'where each thing is done: the mails lead there; what is left out is done at `partnerCenterUrl` of the stage',
  'actionUrls.pay': 'where the annual fee is paid',
  'actionUrls.profileReview': 'where the company profile is reviewed',
  'actionUrls.training': 'where people are associated, trained and certified',
  'actionUrls.directory': 'where a directory listing is completed',
  'actionUrls.purchase': 'where a membership is bought anew',
  'actionUrls.benefits': 'where the benefits of a membership are',
  programYears: 'what is asked for, year by year; they do not overlap. The only field that is always needed',
  'programYears[].from': 'its first day, inclusive',
  'programYears[].to': 'its last day, inclusive. A renewal is judged by the year that holds its anniversary (R-KPI-6)',
  'programYears[].commitmentRequired':
    'whether enrolling in a Learning option takes the commitment to the requirements (R-MEM-11)',
  'programYears[].requirements':
    'each competency, level and `learningOption` once. Without an entry a renewal is `undecidable` (R-REN-3)',
  'programYears[].requirements[].competency': 'whose requirement it is',
  'programYears[].requirements[].level': 'of which level; left out for an advanced specialization',
  'programYears[].requirements[].learningOption': 'whether it is that of the Learning option',
  'programYears[].requirements[].kpi': 'KPI of twelve months, at least (R-KPI-7); left out: not asked for',
  'programYears[].requirements[].mct': 'Microsoft Certified Trainers, at least (R-MEM-3); left out: not asked for',
  'programYears[].requirements[].paths': 'ways to attain the level, of which one has to be satisfied (R-COMP-1)',
  'programYears[].requirements[].paths[].skills':
    'all of them together; a path has at least one goal here or in `performance`',
  'programYears[].requirements[].paths[].skills[].certification':
    'as `achievements.csv` and `record-achievement` name it',
  'programYears[].requirements[].paths[].skills[].people': 'how many people hold it, at least',
  'programYears[].requirements[].paths[].performance': 'all of them together',
  'programYears[].requirements[].paths[].performance[].metric': 'what is measured',
  'programYears[].requirements[].paths[].performance[].value': 'the figure, at least',
};

export const SETTINGS: Words = {
  account: 'where it is deployed to; left out: the account of the credentials at hand',
  region: 'where it is deployed to; left out: the region of the credentials at hand',
  sender: 'the address that notices come from; its domain becomes an identity of SES',
  otherSenderDomains:
    'further domains with an identity of SES: those that the sender is about to move to, or has just left',
  operatorsAddress: 'who gets operator alerts and alarms',
  itemsInFlight:
    'items that a call of a sweep works on at a time; no more than half of `sendRate`, so that no mail waits long after its claim',
  sendRate: 'mails per second that SES lets the account send',
  mapConcurrency:
    'segments of a sweep: they work at the same time, each on its share of the shards; and of a large file the stretches that are imported at the same time',
  mailEventConcurrency: 'how many copies of `mail-events` run at the same time, at most',
  reportsKeptDays:
    'for how many days reports of runs are kept; they have addresses of people ([privacy.md](privacy.md))',
  importsKeptDays: 'for how many days uploaded files are kept, and the reports of their rejected rows',
  replacedKeptDays: 'for how many days what was replaced or has expired in a bucket can be brought back',
  accessLogsKeptDays: "for how many days the buckets' access logs are kept",
  recoveryDays: 'to how many days back the table can be restored (point-in-time recovery)',
  dailyBackupsKeptDays: "for how many days each day's backup of the table is kept (stage prod)",
  monthlyBackupsKeptDays: 'the same, of the first backup of each month',
  logsKeptDays: 'for how many days logs of functions and executions are kept',
  senderName: 'what mailboxes show as the sender, beside the address',
  replyTo: 'where answers to the mails go; to the sender if it is left out',
  mailFromSubdomain: 'the part before each sender domain of its MAIL FROM domain, to which mail servers return bounces',
  onlyRecipients:
    "the addresses to which the stage may send at all, besides the operators' and those of SES's mailbox simulator; to everybody if it is left out",
  canaryPercent:
    'the percentage of calls that go to the new version of a function at first, while alarms may take it back; left out: functions have no versions ([decision 43](decisions/0043-rollout.md))',
  canaryMinutes: 'minutes after which all calls go to the new version, if no alarm went off',
  costCenter: 'who pays for the stage: the tag `cost-center` of everything in it; stage prod needs one',
  monthlyBudget: 'US dollars a month above which the operators are told that the stage costs more',
  runbookUrl:
    'where `docs/runbook.md` is published, as a page whose headings have addresses: alarms lead to them; stage prod needs one',
  heartbeatUrl:
    'called by `run-watch` after each complete day: a service outside the account that raises an alarm when the call does not come',
  startMissedRuns: 'whether `run-watch` starts a missed run of `kpi-refresh` or `directory-submission`',
  slackChannel: 'a Slack channel that gets the alarms, too',
  'slackChannel.workspaceId': 'its workspace, authorized once in the console (Amazon Q Developer in chat applications)',
  'slackChannel.channelId': 'its id: the last part of its link',
  tableName:
    "the table that everything works on in place of the stack's own: one that was restored ([runbook](runbook.md#restore-the-table)); left out: the stack's own",
  backupCopyRegion:
    'another region, to which the backups of stage prod are copied; left out: they are copied nowhere. `region` must be set, too',
  events: 'whether every change is told on a bus of EventBridge ([events](events/README.md))',
  eventsKeptDays: 'days for which what was told can be told again ([runbook](runbook.md#tell-events-again))',
  commandSources:
    'who may give commands by the bus ([events](events/README.md#give-a-command)); left out: nobody. Where events are told only',
  'commandSources[].source': 'the `Source` of its events',
  'commandSources[].principal': 'the ARN of its role or user, which must exist: nobody else may use the source',
  'commandSources[].commands': 'the commands that it may give',
  tableStreamArn:
    'the stream of the table `tableName`, with new and old images; needed with `tableName` where events are told ([runbook](runbook.md#restore-the-table))',
  programConfigFile: 'the program configuration, relative to the file of the stage',
  approvedChange:
    'the before and after that was looked at, as `npm run compare` writes it to `change.json`: the stage takes no other program configuration, and no other code',
  'approvedChange.id': 'its id: of the data, both configurations, the simulated days and the code',
  'approvedChange.data': 'the digest of the import files',
  'approvedChange.before': 'the digest of the configuration before',
  'approvedChange.simulated': 'the simulated days, and what was assumed',
  partnerCenterUrl: 'the page to which the mails link',
};
