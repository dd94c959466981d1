/**
 * List prices of us-east-1 in US dollars, as published in 2026-11; no free tier. Where they were read: docs/costs.md.
 */
export const PRICES = {
  /** DynamoDB on demand: a million request units; a GB-month of storage, and of its point-in-time recovery. */
  millionReadUnits: 0.125,
  millionWriteUnits: 0.625,
  tableGigabyte: 0.25,
  recoveryGigabyte: 0.2,
  /** Lambda on arm64. */
  lambdaGigabyteSecond: 0.0000133334,
  millionInvocations: 0.2,
  /** Standard workflows. */
  thousandTransitions: 0.025,
  thousandMails: 0.1,
  thousandPuts: 0.005,
  bucketGigabyte: 0.023,
  /** Logs taken in; and kept, a month. */
  logGigabyte: 0.5,
  logGigabyteMonth: 0.03,
  /** A month. */
  alarmMetric: 0.1,
  compositeAlarm: 0.5,
  dashboard: 3,
  customMetric: 0.3,
  key: 1,
  millionScheduledStarts: 1,
  /**
   * Events on a bus. Those of AWS's own services are said to be free; should SES's count as opted in to, they are not.
   */
  millionEvents: 1,
  /** SQS, standard queues. */
  millionQueueRequests: 0.4,
  /** X-Ray. */
  millionTraces: 5,
} as const;

/** What cannot be measured on one machine. Each is meant to be too much rather than too little. */
export const ASSUMED = {
  /** A function with 512 MB has this part of a processor on Lambda; here it had a whole one. */
  processorShare: 512 / 1_769,
  /** Seconds that calls take on AWS, to be added to what was measured against services on this machine. */
  dynamoDbSeconds: 0.01,
  s3Seconds: 0.05,
  sesSeconds: 0.1,
  /**
   * Seconds of a cold start, billed since 2025-08; one for each execution, child or function that begins a workflow.
   */
  coldStartSeconds: 1,
  /** Lambda's own log lines of an invocation: START, END, REPORT with its trace, and INIT_START. */
  platformLogBytes: 700,
  /** A line of a state machine's log, without execution data. */
  historyEventBytes: 500,
  /** X-Ray records the first request of a second and 5 % of the others; executions are all taken to be recorded. */
  tracedMailEvents: 0.1,
  /**
   * Lambda asks a queue in so many places at once, each time for so many seconds, whether there is anything in it or
   * not.
   */
  queueReaders: 5,
  queueReadSeconds: 20,
  /** Logs are kept for three months. */
  logMonths: 3,
} as const;
