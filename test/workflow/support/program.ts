import { cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Emulator, type EmulatorOptions } from '../../../infra/local/emulator/emulator.ts';
import type { Json } from '../../../infra/local/emulator/json.ts';
import { OBJECTS_FOLDER } from '../../../infra/local/emulator/services.ts';
import type { Execution } from '../../../infra/local/emulator/states/execution.ts';
import { synthesizeProgram } from '../../../infra/local/simulation/synthesize-program.ts';
import { KINDS, type Kind } from '../../../shared/import/files.ts';
import { COLUMNS } from '../../import-columns.ts';
import { UTC_PROGRAM } from './configurations.ts';
import { MailService } from './mail-service.ts';
import { StoredItems } from './stored-items.ts';

/** Rows of import files, without their headers. */
export type Rows = Partial<Record<Kind, readonly string[]>>;

// biome-ignore lint/suspicious/noExplicitAny: what a test reads out of a report, it asserts on
export type Line = Record<string, any>;

/** The whole program on one machine: the state machines of the templates and the handlers as they are bundled. */
export class Program {
  readonly emulator: Emulator;
  readonly workDir: string;
  readonly mail: MailService;
  readonly items: StoredItems;

  private constructor(emulator: Emulator, workDir: string, mail: MailService) {
    this.emulator = emulator;
    this.workDir = workDir;
    this.mail = mail;
    this.items = new StoredItems(emulator.endpoints.dynamodb, emulator.nameOf('AWS::DynamoDB::Table', ''));
  }

  /**
   * @param given `inProcess: false`: the functions as they are deployed, over the wire, as with endpoints; the
   *   end-to-end tests do that for each workflow, and the crash explorer for each call
   * @param programConfigFile the program configuration that is bundled with the handlers
   */
  static async start(given: Partial<EmulatorOptions> = {}, programConfigFile = UTC_PROGRAM): Promise<Program> {
    const { inProcess = given.dynamoDbEndpoint === undefined && given.interpose === undefined } = given;
    const options = { ...given, inProcess };
    const assemblyDir = await synthesizeProgram(programConfigFile, { inProcess });
    const workDir = await mkdtemp(join(tmpdir(), 'program-'));
    const mail = new MailService();
    const emulator = await Emulator.start({ assemblyDir, workDir, ...mail.hooks, ...options });
    return new Program(emulator, workDir, mail);
  }

  async stop(): Promise<void> {
    this.items.close();
    await this.emulator.stop();
    await rm(this.workDir, { recursive: true, force: true });
  }

  /** Forgets all partners, mails and faults. */
  async clear(): Promise<void> {
    this.mail.clear();
    await this.items.clear();
  }

  /** Removes all objects. */
  async removeObjects(): Promise<void> {
    await mkdir(this.#objects, { recursive: true });
    const entries = await readdir(this.#objects, { recursive: true, withFileTypes: true });
    // The folders stay: who writes an object has made its folder before.
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    await Promise.all(files.map((file) => rm(file)));
  }

  /** Keeps a copy of all objects, in place of one that was kept before. */
  async keepObjects(): Promise<void> {
    await rm(this.#keptObjects, { recursive: true, force: true });
    await cp(this.#objects, this.#keptObjects, { recursive: true });
  }

  /** All objects as they were when they were kept. */
  async restoreObjects(): Promise<void> {
    await this.removeObjects();
    await cp(this.#keptObjects, this.#objects, { recursive: true });
  }

  get #objects(): string {
    return join(this.workDir, OBJECTS_FOLDER);
  }

  get #keptObjects(): string {
    return `${this.#objects}.kept`;
  }

  /** Uploads rows as a file on a day. @returns the execution of `import` that this started */
  async upload(kind: Kind, rows: readonly string[], day: string): Promise<Execution> {
    const bucket = this.emulator.nameOf('AWS::S3::Bucket', 'Imports');
    const body = `${[COLUMNS[kind], ...rows].join('\n')}\n`;
    const [execution] = await this.emulator.putObject(bucket, `${kind}.csv`, body, { at: `${day}T05:00:00Z` });
    if (execution === undefined) throw new Error(`the upload of ${kind}.csv started nothing`);
    return execution;
  }

  /** Imports files of which every row is valid. */
  async importRows(rows: Rows, day: string): Promise<void> {
    for (const kind of KINDS) {
      if (rows[kind] === undefined) continue;
      const { rejected } = outputOf(await this.upload(kind, rows[kind], day));
      if (rejected !== 0) throw new Error(`${rejected} rows of ${kind}.csv were rejected`);
    }
  }

  /** Runs a scheduled workflow as its schedule does, or with the input of an operator, at 08:00 UTC. */
  run(workflow: string, day: string, input: Json = {}): Promise<Execution> {
    return this.emulator.startExecution(workflow, input, { at: `${day}T08:00:00Z` });
  }

  /** Gives a command. @returns its execution */
  command(command: Json, day: string): Promise<Execution> {
    return this.emulator.startExecution('partner-command', command, { at: `${day}T08:00:00Z` });
  }

  /** Gives a command that is no bad input. @returns what became of it */
  async given(command: Json, day: string): Promise<Line> {
    return outputOf(await this.command(command, day));
  }

  /** The decisions in the report of an execution. */
  async decisions({ stateMachine, name }: Execution): Promise<Line[]> {
    const bucket = this.emulator.nameOf('AWS::S3::Bucket', 'Reports');
    const keys = await this.emulator.listObjects(bucket, `runs/${stateMachine}/`);
    const parts = keys.filter((key) => key.includes(`/${name}/part-`));
    const texts = await Promise.all(parts.map((key) => this.object(key)));
    return texts.flatMap((text) => (text ?? '').split('\n').filter(Boolean)).map((line) => JSON.parse(line) as Line);
  }

  /** An object of the reports bucket as text. */
  async object(key: string): Promise<string | undefined> {
    return (await this.emulator.getObject(this.emulator.nameOf('AWS::S3::Bucket', 'Reports'), key))?.toString();
  }
}

/** The output of an execution. @throws if it did not succeed */
export function outputOf({ stateMachine, status, error, cause, output }: Execution): Line {
  if (status !== 'SUCCEEDED') throw new Error(`${stateMachine} ${status}: ${error}: ${cause}`);
  return output as Line;
}
