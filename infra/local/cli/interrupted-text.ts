const RESUME = '--resume';

/**
 * What a command says when Ctrl+C ends it: how to go on.
 *
 * @param args those that it was given
 * @param isResumable whether it goes on with `--resume` where it was interrupted
 */
export function interruptedText(name: string, args: readonly string[], isResumable: boolean): string {
  if (!isResumable) return `${name}: interrupted. Given again, it begins anew`;
  const again = [...args.filter((arg) => arg !== RESUME), RESUME].map(quoted).join(' ');
  return `${name}: interrupted. It goes on where it stopped, without repeating what is done, with:\n  npm run ${name} -- ${again}`;
}

/** As a shell reads it back. */
const quoted = (arg: string): string => (/^[\w%+,./:=@-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`);
