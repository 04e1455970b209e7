import { randomBytes } from 'node:crypto';

/** The key of a page's forms: by it the same form sent twice is told from the same words typed twice. */
export function newFormToken(): string {
  return randomBytes(18).toString('base64url');
}
