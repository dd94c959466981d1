/** A command of an operator. Commands with the same `requestId` are carried out once; without it, so are commands with the same content. */
export type NamedCommand<Name extends string, Fields> = {
  command: Name;
  partnerId: string;
  requestId?: string;
} & Fields;
