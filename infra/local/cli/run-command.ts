import { SynthesisError } from '../emulator/assembly/synthesize.ts';
import { UnsupportedError } from '../emulator/errors.ts';
import { UserError } from '../simulation/input/user-error.ts';
import { removeTemporaryFolders } from '../simulation/temporary-folders.ts';
import { ViewerError } from '../viewer/errors.ts';

/** What a command ends with: 0 ran through, 1 a fault of the stand-in, 2 bad input. */
const FAULT = 1;
const BAD_INPUT = 2;
/** As shells count it: 128 and the signal's number. */
const INTERRUPTED = 130;

/** Runs a command of this project and turns what it throws into one clear line and an exit code. */
export async function runCommand(name: string, command: (args: string[]) => Promise<void>): Promise<void> {
  process.once('exit', removeTemporaryFolders);
  process.once('SIGINT', () => process.exit(INTERRUPTED));
  try {
    await command(process.argv.slice(2));
  } catch (error) {
    const isInput = error instanceof UserError || error instanceof ViewerError;
    process.exitCode = isInput ? BAD_INPUT : FAULT;
    process.stderr.write(isInput ? `${error.message}\n` : `${name}: ${faultText(error)}\n`);
  }
}

/** What the stand-in cannot do says so by itself; anything else is a bug, and whoever looks for it wants the trace. */
function faultText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const saysItself = error instanceof UnsupportedError || error instanceof SynthesisError;
  return saysItself ? error.message : (error.stack ?? error.message);
}
