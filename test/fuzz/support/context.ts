import type { Context } from 'aws-lambda';

/** What the Lambda service hands to a call beside its event. */
export const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'fuzzed',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:fuzzed',
  memoryLimitInMB: '128',
  awsRequestId: 'request-1',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 60_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};
