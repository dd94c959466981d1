import type { LoopbackResponse } from '../loopback-server.ts';
import { element } from '../xml.ts';

/** A refusal, as SES answers it: the mail was not sent. */
export class SesError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }

  toResponse(requestId: string): LoopbackResponse {
    const error = `${element('Type', 'Sender')}${element('Code', this.code)}${element('Message', this.message)}`;
    const body = `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error>${error}</Error>${element('RequestId', requestId)}</ErrorResponse>`;
    return { status: this.status, headers: { 'content-type': 'text/xml' }, body };
  }
}
