import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FixtureEmulator, startFixture } from './fixture-emulator.ts';

const AT = '2027-01-01T08:00:00Z';
let fixture: FixtureEmulator;

beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.stop());

describe('an execution', () => {
  it('runs the machine, the map, the functions and the table of the template', async () => {
    const { emulator } = fixture;
    const execution = await emulator.startExecution('sweep', { items: ['a', 'b'] }, { name: 'first', at: AT });
    expect(execution).toMatchObject({ name: 'first', status: 'SUCCEEDED', startedAt: '2027-01-01T08:00:00.000Z' });
    const results = (execution.output as { results: { found: string[] }[] }).results;
    expect(results.map(({ found }) => found.at(-1))).toEqual(['a', 'b']);
  });

  it('fails with the error and cause that its Fail state takes from the input', async () => {
    const execution = await fixture.emulator.startExecution('sweep', { cause: 'why not' }, { at: AT });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'InvalidInput', cause: 'why not' });
  });

  it('fails with the name of the error that a handler throws, and its message in the cause', async () => {
    const execution = await fixture.emulator.startExecution('failing', {}, { at: AT });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'Broken' });
    expect(JSON.parse(execution.cause ?? '')).toMatchObject({ errorType: 'Broken', errorMessage: 'nothing works' });
  });

  it('is refused under a name that was used before', async () => {
    const { emulator } = fixture;
    await emulator.startExecution('failing', {}, { name: 'twice', at: AT });
    await expect(emulator.startExecution('failing', {}, { name: 'twice', at: AT })).rejects.toThrow(
      'ExecutionAlreadyExists',
    );
  });

  it('is refused for a machine that does not exist, naming those that do', async () => {
    await expect(fixture.emulator.startExecution('nope', {}, { at: AT })).rejects.toThrow(/sweep/);
  });
});

describe('a function', () => {
  it('has its own environment and output, also beside others at the same time', async () => {
    const { emulator, workDir } = fixture;
    const [red, blue] = await Promise.all([emulator.invoke('red', { n: 1 }), emulator.invoke('blue', { n: 2 })]);
    expect(red).toMatchObject({
      atImport: 'red',
      inCall: 'red',
      name: 'red',
      functionName: 'red',
      home: null,
      event: { n: 1 },
    });
    expect(blue).toMatchObject({ atImport: 'blue', inCall: 'blue', name: 'blue', event: { n: 2 } });
    await expect.poll(() => readFile(join(workDir, 'logs/red.log'), 'utf8').catch(() => '')).toBe('red says hello\n');
    expect(process.env.COLOUR).toBeUndefined();
  });

  it('is told how much time it has left', async () => {
    const { remaining } = (await fixture.emulator.invoke('red', {})) as { remaining: number };
    expect(remaining).toBeGreaterThan(50_000);
    expect(remaining).toBeLessThanOrEqual(60_000);
  });

  it('is cut off at its time limit', async () => {
    await expect(fixture.emulator.invoke('sleep', {})).rejects.toMatchObject({ name: 'Sandbox.Timedout' });
  });

  it('is refused an answer of more than 6 MB', async () => {
    const bytes = 6 * 1024 * 1024;
    await expect(fixture.emulator.invoke('grow', { bytes })).rejects.toMatchObject({
      name: 'Function.ResponseSizeTooLarge',
    });
  });
});

describe('an upload', () => {
  it("starts the target of its bucket's rule, with the rule's input", async () => {
    const { emulator } = fixture;
    const bucket = emulator.nameOf('AWS::S3::Bucket', 'Uploads');
    const [execution, ...others] = await emulator.putObject(bucket, 'in/partners & more.csv', 'a,b', { at: AT });
    expect(others).toEqual([]);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { bucket, key: 'in/partners & more.csv' } });
    const results = emulator.nameOf('AWS::S3::Bucket', 'Results');
    const copy = `copies/${bucket}/in/partners & more.csv`;
    expect(await emulator.listObjects(results, 'copies/')).toEqual([copy]);
    expect((await emulator.getObject(results, copy))?.toString()).toBe('copied');
  });

  it('starts nothing if the rule leaves it out', async () => {
    const bucket = fixture.emulator.nameOf('AWS::S3::Bucket', 'Uploads');
    expect(await fixture.emulator.putObject(bucket, 'reports/rejected.jsonl', 'a', { at: AT })).toEqual([]);
  });

  it('starts nothing in a bucket without notifications', async () => {
    const bucket = fixture.emulator.nameOf('AWS::S3::Bucket', 'Results');
    expect(await fixture.emulator.putObject(bucket, 'a.csv', 'a', { at: AT })).toEqual([]);
  });
});

describe('an event for a queue', () => {
  const order = (name: string, source = 'shop') => ({ source, detailType: 'Order', detail: { name }, at: AT });
  const namesIn = (queue: string) =>
    fixture.emulator.messages(queue).map(({ body }) => (JSON.parse(body) as { detail: { name: string } }).detail.name);

  it('is taken by the function of the queue', async () => {
    const { emulator } = fixture;
    expect(await emulator.publish(order('book'))).toEqual([]);
    const results = emulator.nameOf('AWS::S3::Bucket', 'Results');
    expect(await emulator.listObjects(results, 'taken/')).toEqual(['taken/book']);
    expect(namesIn('orders')).toEqual([]);
  });

  it('comes again when time has passed, and in the end is a dead letter', async () => {
    const { emulator } = fixture;
    await emulator.passTimeTo('2027-01-01T20:00:00Z');
    await emulator.publish(order('poison'));
    expect(namesIn('orders')).toEqual(['poison']);
    await emulator.passTimeTo('2027-01-01T20:11:59Z');
    expect(namesIn('dead')).toEqual([]);
    await emulator.startExecution('sweep', { items: [] }, { at: '2027-01-01T20:12:00Z' });
    expect([namesIn('orders'), namesIn('dead')]).toEqual([[], ['poison']]);
  });

  it("is a dead letter at once if the queue's policy does not allow it, and says why", async () => {
    const { emulator } = fixture;
    await emulator.publish(order('diary', 'secret'));
    expect(emulator.messages('closed')).toEqual([]);
    const letter = emulator.messages('dead').at(-1);
    expect(letter?.attributes).toMatchObject({
      ERROR_CODE: 'NO_PERMISSIONS',
      RULE_ARN: expect.stringContaining('OnSecret'),
      TARGET_ARN: 'arn:aws:sqs:eu-west-1:000000000000:closed',
    });
    expect(namesIn('dead').at(-1)).toBe('diary');
  });
});

describe('a mail', () => {
  it('is kept with its tags, configuration set and time', async () => {
    const { emulator, workDir } = fixture;
    const execution = await emulator.startExecution(
      'mail',
      { to: 'anna@partner.example' },
      { at: '2027-01-02T08:00:00Z' },
    );
    expect(execution.status).toBe('SUCCEEDED');
    const lines = (await readFile(join(workDir, 'mail/index.jsonl'), 'utf8')).trim().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      file: '000001.eml',
      messageId: (execution.output as { messageId: string }).messageId,
      source: 'program@example.com',
      destinations: ['anna@partner.example'],
      tags: { notice: 'N-1' },
      configurationSet: emulator.nameOf('AWS::SES::ConfigurationSet', 'ConfigurationSet'),
      at: '2027-01-02T08:00:00.000Z',
    });
    expect(await readFile(join(workDir, 'mail/000001.eml'), 'utf8')).toContain('Subject: Hello');
    expect(emulator.mailCount).toBe(1);
  });

  it('fails under the name that SES gives to its refusal', async () => {
    const execution = await fixture.emulator.startExecution('mail', { to: 'anna' }, { at: AT });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'InvalidParameterValue' });
  });
});

describe('the schedules', () => {
  it('fire in their time zone, in order of time, with the instant they are scheduled for', () => {
    expect(fixture.emulator.schedulesBetween('2027-07-19T00:00:00Z', '2027-07-20T00:00:00Z')).toEqual([
      {
        schedule: 'third-monday',
        at: '2027-07-19T05:00:00Z',
        starts: { stateMachine: 'sweep' },
        input: { asOf: '2027-07-19T05:00:00Z', reason: 'schedule' },
      },
      {
        schedule: 'daily',
        at: '2027-07-19T06:00:00Z',
        starts: { stateMachine: 'sweep' },
        input: { asOf: '2027-07-19T06:00:00Z', reason: 'schedule' },
      },
    ]);
  });
});

describe('an emulator', () => {
  it('starts empty, beside another one, and leaves the process as it was', async () => {
    const { env } = process;
    const { write } = process.stdout;
    const other = await startFixture();
    await other.emulator.startExecution('sweep', { items: ['z'] }, { name: 'first', at: AT });
    const execution = await other.emulator.startExecution('sweep', { items: ['z'] }, { at: AT });
    expect(execution.output).toMatchObject({ results: [{ found: ['z'] }] });
    await other.stop();
    expect(process.env).toBe(env);
    expect(process.stdout.write).toBe(write);
  });

  it('refuses a work folder that is not empty', async () => {
    await expect(startFixture({ workDir: import.meta.dirname })).rejects.toThrow(/must be empty/);
  });

  it('creates its tables again in a DynamoDB that runs elsewhere', async () => {
    const dynamoDbEndpoint = fixture.emulator.endpoints.dynamodb;
    const other = await startFixture({ dynamoDbEndpoint });
    const execution = await other.emulator.startExecution('sweep', { items: ['y'] }, { at: AT });
    await other.stop();
    expect(execution.output).toMatchObject({ results: [{ found: ['y'] }] });
  });
});

describe('an asynchronous call of a function', () => {
  it('has the attempts of its EventInvokeConfig, whose queue gets what is given up', async () => {
    const { emulator } = fixture;
    const { dead: before = 0 } = emulator.deadLetters;
    await emulator.invokeLater('fail', { day: 1 });
    expect(emulator.deadLetters.dead).toBe(before + 1);
    expect(JSON.parse(emulator.messages('dead').at(-1)?.body ?? '{}')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { day: 1 },
      responsePayload: { errorMessage: 'nothing works' },
    });
  });
});
