/**
 * A command of an operator. Commands with the same `requestId` are carried out once; without it, so are commands with
 * the same content. `dryRun`: it is only tried: nothing is written or sent, and it is not the same as the command that
 * is carried out (R-OPS-3).
 */
export type NamedCommand<Name extends string, Fields> = {
  command: Name;
  partnerId: string;
  requestId?: string;
  dryRun?: boolean;
} & Fields;
