/** What DynamoDB answers instead of a result. */
export class RequestError extends Error {
  /** DynamoDB's name of it, for example `ConditionalCheckFailedException`. */
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export const validationError = (message: string): RequestError => new RequestError('ValidationException', message);
