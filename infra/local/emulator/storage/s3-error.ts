import type { LoopbackResponse } from '../loopback-server.ts';
import { element } from '../xml.ts';

/** A refusal, as S3 answers it. */
export class S3Error extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toResponse(withBody: boolean): LoopbackResponse {
    const body = `<?xml version="1.0" encoding="UTF-8"?><Error>${element('Code', this.code)}${element('Message', this.message)}</Error>`;
    return { status: this.status, headers: { 'content-type': 'application/xml' }, ...(withBody ? { body } : {}) };
  }
}
