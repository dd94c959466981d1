import { SynthesisError } from '../emulator/assembly/synthesize.ts';
import { UnsupportedError } from '../emulator/errors.ts';
import { UserError } from '../simulation/input/user-error.ts';
import { removeTemporaryFolders } from '../simulation/temporary-folders.ts';
import { ViewerError } from '../viewer/errors.ts';
import { interruptedText } from './interrupted-text.ts';

/** Exit codes: 0 success, 1 an error of the emulator or a bug, 2 bad input. */
const FAULT = 1;
const BAD_INPUT = 2;
/** As shells count it: 128 and the signal's number. */
const INTERRUPTED = 130;

/**
 * Runs a command of this project and turns its errors into one clear line and an exit code.
 *
 * @param isResumable whether it goes on with `--resume` where it was interrupted
 */
export async function runCommand(
  name: string,
  command: (args: string[]) => Promise<void>,
  { isResumable = false }: { isResumable?: boolean } = {},
): Promise<void> {
  const args = process.argv.slice(2);
  process.once('exit', removeTemporaryFolders);
  process.once('SIGINT', () => {
    process.stderr.write(`\n${interruptedText(name, args, isResumable)}\n`);
    process.exit(INTERRUPTED);
  });
  try {
    await command(args);
  } catch (error) {
    const isInput = error instanceof UserError || error instanceof ViewerError;
    process.exitCode = isInput ? BAD_INPUT : FAULT;
    process.stderr.write(isInput ? `${error.message}\n` : `${name}: ${faultText(error)}\n`);
  }
}

/** The message of an error of the emulator is enough; any other is a bug and needs its stack trace. */
function faultText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isExplained = error instanceof UnsupportedError || error instanceof SynthesisError;
  return isExplained ? error.message : (error.stack ?? error.message);
}
