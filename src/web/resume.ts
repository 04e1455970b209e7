import { type Visit } from './access.js';

/** A form that met no session: where it was going, and what was typed in it. */
export interface Resume {
  path: string;
  fields: [name: string, value: string][];
}

/** What nobody types a second time by accident stays behind: passwords and codes. The key of the form goes along. */
const SECRET = /password|passwd|secret|code|^resume$/i;
const MOST_FIELDS = 2000;
const LONGEST_PATH = 2000;

/** The form of a request as one text, for a hidden field; null where it was no form of text. */
export function resumeText(visit: Pick<Visit, 'originalUrl' | 'method' | 'is' | 'body'>): string | null {
  if (visit.method !== 'POST' || !visit.is('application/x-www-form-urlencoded')) return null;
  const typed = (visit.body ?? {}) as Record<string, unknown>;
  const fields = Object.entries(typed).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)] as [string, string]),
  );
  const resume = { path: visit.originalUrl, fields: fields.filter(([name]) => !SECRET.test(name)) };
  return isResume(resume) ? JSON.stringify(resume) : null;
}

/** The form behind such a text; null for a text that this program has not made. */
export function readResume(text: unknown): Resume | null {
  if (typeof text !== 'string' || text === '') return null;
  try {
    const found: unknown = JSON.parse(text);
    return isResume(found) ? found : null;
  } catch {
    return null;
  }
}

function isResume(found: unknown): found is Resume {
  const { path, fields } = (found ?? {}) as Partial<Resume>;
  if (typeof path !== 'string' || !isOwnPath(path)) return false;
  if (!Array.isArray(fields) || fields.length > MOST_FIELDS) return false;
  return fields.every(
    (field) =>
      Array.isArray(field) &&
      field.length === 2 &&
      field.every((part) => typeof part === 'string') &&
      !SECRET.test(field[0]),
  );
}

/** An address of ours: from the root, without a host, and no address of the API. */
function isOwnPath(path: string): boolean {
  if (path.length > LONGEST_PATH || !/^\/(?![/\\])[^\s\\\u0000-\u001f]*$/u.test(path)) return false;
  return URL.canParse(path, 'http://own') && new URL(path, 'http://own').host === 'own' && !/^\/api\//i.test(path);
}
