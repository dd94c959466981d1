import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Emulator, type EmulatorOptions } from '../../../../infra/local/emulator/emulator.ts';
import type { SentMail } from '../../../../infra/local/emulator/mail/mail.ts';
import { LOGS_FOLDER } from '../../../../infra/local/emulator/services.ts';
import { writeSampleProgram } from '../../../../infra/local/sample/write.ts';
import { AssumedDay } from '../../../../infra/local/simulation/assumptions/assumed-day.ts';
import { Checkpoints } from '../../../../infra/local/simulation/days/checkpoints.ts';
import { runDays } from '../../../../infra/local/simulation/days/run-days.ts';
import { Tally } from '../../../../infra/local/simulation/days/tally.ts';
import { ToldEvents } from '../../../../infra/local/simulation/days/told-events.ts';
import type { DateRange } from '../../../../infra/local/simulation/input/civil-days.ts';
import { readInput } from '../../../../infra/local/simulation/input/read-input.ts';
import type { RunningSimulation } from '../../../../infra/local/simulation/options.ts';
import { synthesizeProgram } from '../../../../infra/local/simulation/synthesize-program.ts';
import { makeTemporaryFolder, removeTemporaryFolder } from '../../../../infra/local/simulation/temporary-folders.ts';
import { addDays, parseCivilDate } from '../../../../shared/domain/core/calendar.ts';
import { countCustomMetrics } from './custom-metrics.ts';
import { startAll } from './empty-runs.ts';
import { MailEvents } from './mail-events.ts';
import { meterDynamoDb, type UnitsByOperation } from './metered-dynamodb.ts';
import { type RecordedRun, recordRuns } from './recorded-runs.ts';
import { type StoredBytes, storedBytes } from './stored-bytes.ts';
import type { Meter } from './usage.ts';

const SEED = 2027;
const FROM = '2027-01-01';
/** Rounds before what is measured, in a month each, until the functions are loaded and compiled. */
const WARM_UPS = 5;
/** Before all days of the sample; a day of its own month, so that no batch of the directory is touched. */
const BEFORE = '2025-01-15T12:00:00Z';

/** A sample program's year (or part of one), as it was measured. */
export type Measurement = {
  readonly partners: number;
  readonly memberships: number;
  /** Days that were simulated. */
  readonly days: number;
  /** Seconds that it took. */
  readonly seconds: number;
  /** Everything that ran in those days, in its order. */
  readonly runs: readonly RecordedRun[];
  /** A run of every workflow on an empty table; names end in `-empty`. */
  readonly emptyRuns: readonly RecordedRun[];
  /** The same at the end of the last day, when what was due is done; names end in `-idle`. */
  readonly idleRuns: readonly RecordedRun[];
  readonly units: UnitsByOperation;
  readonly stored: StoredBytes;
  /** Different ones. */
  readonly customMetrics: number;
};

/** Runs `days` days of a sample program of so many partners on AWS's DynamoDB Local at `endpoint`. */
export async function measure(partners: number, days: number, endpoint: string, meter: Meter): Promise<Measurement> {
  const folder = await makeTemporaryFolder(join(tmpdir(), 'partner-program-bench-'));
  const dataDir = join(folder, 'data');
  const configFile = join(dataDir, 'program.json');
  const database = await meterDynamoDb(endpoint, meter);
  try {
    await writeSampleProgram(dataDir, { seed: SEED, partners, from: FROM });
    const assemblyDir = await synthesizeProgram(configFile, { inProcess: false, events: false });
    const workDir = join(folder, 'work');
    const mails = new MailEvents();
    const mailSent = (mail: SentMail): void => {
      meter.add({ mails: 1, mailBytes: mail.raw.length });
      mails.add(mail);
    };
    const started: EmulatorOptions = {
      assemblyDir,
      workDir,
      dynamoDbEndpoint: database.endpoint,
      logLevel: 'INFO',
      onMailSent: mailSent,
      mailEvents: () => [],
    };
    const emulator = await Emulator.start(started);
    const program = { folder, dataDir, configFile, workDir, partners, period: periodOf(days) };
    const lived = await live(program, emulator, recordRuns(emulator, meter, mails), () =>
      storedBytes(emulator, endpoint),
    );
    const memberships = await rowsOf(join(dataDir, 'memberships.csv'));
    const customMetrics = countCustomMetrics(join(workDir, LOGS_FOLDER));
    return { partners, memberships, days, ...lived, units: database.units, customMetrics };
  } finally {
    await database.stop();
    await removeTemporaryFolder(folder);
  }
}

type Program = Pick<RunningSimulation, 'folder' | 'dataDir' | 'configFile' | 'workDir' | 'period'> & {
  readonly partners: number;
};
type Lived = Pick<Measurement, 'seconds' | 'runs' | 'emptyRuns' | 'idleRuns' | 'stored'>;

async function live(
  program: Program,
  emulator: Emulator,
  { recorded, runs }: ReturnType<typeof recordRuns>,
  stored: () => Promise<StoredBytes>,
): Promise<Lived> {
  const began = performance.now();
  try {
    for (let round = 1; round <= WARM_UPS; round += 1)
      await startAll(recorded, `2024-0${round}-15T12:00:00Z`, `warm-up-${round}`);
    await startAll(recorded, BEFORE, 'empty');
    const running: RunningSimulation = {
      ...{
        ...program,
        outDir: program.folder,
        endpoints: {},
        isWire: true,
        outages: [],
        assumption: null,
        keepsMails: false,
        exportDir: null,
        tally: new Tally(),
        told: new ToldEvents(),
        emulator: recorded,
      },
      input: await readInput(program.dataDir, undefined, program.period.from),
      onProgress: showMonth(program.partners),
      reportsBucket: emulator.nameOf('AWS::S3::Bucket', 'Reports'),
      checkpoints: await Checkpoints.open(join(program.folder, 'checkpoints.jsonl')),
      assumedDay: new AssumedDay(join(program.folder, 'assumed.json')),
    };
    await runDays(running);
    const ofDays = runs.length;
    await startAll(recorded, `${program.period.to}T23:30:00Z`, 'idle');
    const emptyRuns = runs.filter(({ name }) => name.endsWith('-empty'));
    return {
      seconds: Math.round((performance.now() - began) / 1_000),
      runs: runs.slice(0, ofDays).filter(({ date }) => date >= program.period.from),
      emptyRuns,
      idleRuns: runs.slice(ofDays).filter(({ workflow }) => workflow !== 'mail-events'),
      stored: await stored(),
    };
  } finally {
    await emulator.stop();
  }
}

function periodOf(days: number): DateRange {
  const from = parseCivilDate(FROM);
  if (from === null) throw new Error(`${FROM} is no date`);
  return { from, to: addDays(from, days - 1) };
}

/** Rows of a CSV file without line breaks inside of its cells; its first line is the header. */
const rowsOf = async (file: string): Promise<number> => (await readFile(file, 'utf8')).trim().split('\n').length - 1;

const showMonth =
  (partners: number): RunningSimulation['onProgress'] =>
  (doing) => {
    if ('day' in doing && doing.day.endsWith('-01')) process.stderr.write(`${partners} partners: ${doing.day}\n`);
  };
