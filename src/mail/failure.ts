import { type Failure } from '../domain/delivery.js';

/** What a transport throws: the error with whether the message had begun to leave. */
export class NotSent extends Error {
  constructor(
    override readonly cause: unknown,
    readonly begun: boolean,
  ) {
    super(messageOf(cause));
  }
}

interface TransportError {
  code?: string;
  originalCode?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

/** What OpenSSL calls a certificate that it does not trust, or that is another's. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

/** What the error of a transport says of the server. */
export function failureOf(error: unknown): Failure {
  const begun = error instanceof NotSent && error.begun;
  const { code, originalCode, responseCode, response, command } = (
    error instanceof NotSent ? error.cause : error
  ) as TransportError;
  return {
    code: UNTRUSTED.test(originalCode ?? '') ? 'ETLS' : (code ?? null),
    responseCode: responseCode || null,
    reply: response ?? '',
    command: command ?? null,
    begun,
  };
}

/** An error in one line, short enough for a column. */
export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500);
