import { type PageButton, type PageField, type PageForm } from './page-forms.js';
import { form, type TestServer, type Visitor } from './program.js';

/** What somebody fills in, by field: a text, what is ticked or chosen, files. What is not named stays as it stands. */
export type Fills = Readonly<Record<string, string | readonly string[] | readonly File[]>>;

/** A browser: keeps the cookies that it is given. `as` signs in by the demonstration's door; nobody comes without. */
export async function openBrowser({ base }: TestServer, as: string | null): Promise<Visitor> {
  const jar = new Map<string, string>();
  const visit: Visitor = async (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('Cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(`${base}${path}`, { redirect: 'manual', ...init, headers });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/Max-Age=0\b/.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  if (as !== null) await (await visit('/demo/sign-in', form({ as }))).text();
  return visit;
}

/** Sends a form as a browser without scripts does: the fields in their order, then the button that was pressed. */
export function send(visit: Visitor, sheet: PageForm, fills: Fills, button: PageButton | undefined): Promise<Response> {
  const pairs = sheet.fields.flatMap((field) =>
    [fills[field.name] ?? field.values].flat().map((value) => [field.name, onTheWay(field, value)] as const),
  );
  if (button?.name) pairs.push([button.name, button.value]);
  const body = sheet.multipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of pairs)
    if (body instanceof FormData && value instanceof File) body.append(name, value, value.name);
    else body.append(name, value as string);
  return visit(button?.formaction ?? sheet.action, { method: 'POST', body });
}

/** Line ends leave a browser as CRLF. */
function onTheWay({ kind }: PageField, value: string | File): string | File {
  return kind === 'textarea' && typeof value === 'string' ? value.replace(/\r?\n/g, '\r\n') : value;
}

/** What a browser would not let anybody fill in or press: empty where all can be. */
export function impossible(sheet: PageForm, fills: Fills): string[] {
  const faults = sheet.buttons.length === 0 ? ['no button'] : [];
  for (const [name, given] of Object.entries(fills)) {
    const field = sheet.fields.find((one) => one.name === name);
    if (!field) faults.push(`no field ${name}`);
    else if (field.kind === 'hidden') faults.push(`${name} is hidden`);
    else if ((field.kind === 'file') !== [given].flat()[0] instanceof File) faults.push(`${name} is ${field.kind}`);
    else faults.push(...[given].flat().flatMap((value) => (value instanceof File ? [] : unfit(field, value))));
  }
  return faults;
}

function unfit({ name, kind, options }: PageField, value: string): string[] {
  if (['select', 'radio', 'checkbox'].includes(kind))
    return options.includes(value) ? [] : [`${name} offers no ${value}`];
  if (kind === 'date') return /^(\d{4}-\d{2}-\d{2})?$/.test(value) ? [] : [`${name} takes a day, not ${value}`];
  return kind !== 'textarea' && value.includes('\n') ? [`${name} is one line`] : [];
}
