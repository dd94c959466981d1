/**
 * An error in the options or files that the user gave: `message` is printed as it is, without a stack trace; exit
 * code 2.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
