/** Something that the person at the terminal got wrong: `message` is printed as it is, without a stack trace; exit code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
