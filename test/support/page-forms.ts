import { decoded, wordsOf } from './pages.js';

/** One thing to fill in, as it stands on a page: a text, a list to choose from, or the boxes of one name. */
export interface PageField {
  name: string;
  /** 'hidden', 'textarea', 'select', or the type of an input. */
  kind: string;
  /** The id of its control, of the first where there are several. */
  id: string | null;
  /** What is written in it, chosen or ticked; a file field never holds anything. */
  values: string[];
  /** What may be chosen, where it may not be typed. */
  options: string[];
  label: string;
  /** Marked as needed. */
  required: boolean;
  /** The message of its own: what `aria-describedby` points at where the field is marked as wrong; null where it is not. */
  error: string | null;
}

/** A button that sends a form, with what it sends of its own. */
export interface PageButton {
  label: string;
  name: string | null;
  value: string;
  formaction: string | null;
}

/** A form as a browser knows it. */
export interface PageForm {
  action: string;
  method: string;
  multipart: boolean;
  fields: PageField[];
  buttons: PageButton[];
}

/** Every form of a page, read as a browser without scripts reads it. */
export function formsOn(page: string): PageForm[] {
  return [...page.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = '', inside = '']) => ({
    action: attributeOf(attributes, 'action') ?? '',
    method: attributeOf(attributes, 'method') ?? 'get',
    multipart: attributeOf(attributes, 'enctype') === 'multipart/form-data',
    fields: fieldsIn(inside, page),
    buttons: [...inside.matchAll(/<button\b([^>]*)>(.*?)<\/button>/gs)].map(([, own = '', words = '']) => ({
      label: attributeOf(own, 'aria-label') ?? wordsOf(words),
      name: attributeOf(own, 'name'),
      value: attributeOf(own, 'value') ?? '',
      formaction: attributeOf(own, 'formaction'),
    })),
  }));
}

function fieldsIn(form: string, page: string): PageField[] {
  const fields = new Map<string, PageField>();
  const parts = form.matchAll(/<input\b([^>]*)>|<(textarea|select)\b([^>]*)>(.*?)<\/\2>/gs);
  for (const [, input, tag, attributes = input ?? '', inside = ''] of parts) {
    const name = attributeOf(attributes, 'name');
    if (name === null) continue;
    const kind = tag ?? attributeOf(attributes, 'type') ?? 'text';
    const { values, options } = standingIn(kind, attributes, inside);
    const known = fields.get(name);
    if (known) {
      known.values.push(...values);
      known.options.push(...options);
      continue;
    }
    const id = attributeOf(attributes, 'id');
    const described = kind === 'radio' ? fieldsetAround(form, attributes) : attributes;
    const label = labelOf(form, id);
    const required = isBox(kind) ? isMust(form, attributes) : /aria-required="true"/.test(attributes);
    fields.set(name, { name, kind, id, values, options, label, required, error: errorOf(described, page) });
  }
  return [...fields.values()];
}

const isBox = (kind: string) => kind === 'radio' || kind === 'checkbox';

function standingIn(kind: string, attributes: string, inside: string): Pick<PageField, 'values' | 'options'> {
  if (kind === 'file') return { values: [], options: [] };
  if (kind === 'textarea') return { values: [decoded(inside.replace(/^\n/, ''))], options: [] };
  if (kind === 'select') return selectOf(inside);
  const value = attributeOf(attributes, 'value') ?? '';
  if (!isBox(kind)) return { values: [value], options: [] };
  return { values: /\schecked\b/.test(attributes) ? [value] : [], options: [value] };
}

function selectOf(inside: string): Pick<PageField, 'values' | 'options'> {
  const all = [...inside.matchAll(/<option\b([^>]*)>/g)].map(([, attributes]) => attributes ?? '');
  const chosen = all.find((attributes) => /\sselected\b/.test(attributes)) ?? all[0] ?? '';
  return {
    values: [attributeOf(chosen, 'value') ?? ''],
    options: all.map((attributes) => attributeOf(attributes, 'value') ?? ''),
  };
}

/** The opening tag of the group that a radio stands in, which carries the message for all of them. */
const fieldsetAround = (form: string, attributes: string) =>
  /<fieldset\b([^>]*)>(?!.*<fieldset\b)/s.exec(form.slice(0, form.indexOf(attributes)))?.[1] ?? '';

/** Whether the group that a box stands in is marked as needed. */
const isMust = (form: string, attributes: string) =>
  /<legend>(?!.*<legend>).*class="must"/s.test(form.slice(0, form.indexOf(attributes)));

function labelOf(form: string, id: string | null): string {
  return id === null
    ? ''
    : wordsOf(new RegExp(`<label\\b[^>]*\\bfor="${id}"[^>]*>(.*?)</label>`, 's').exec(form)?.[1] ?? '');
}

function errorOf(attributes: string, page: string): string | null {
  const id = attributeOf(attributes, 'aria-describedby')?.split(' ')[0];
  if (id === undefined || attributeOf(attributes, 'aria-invalid') !== 'true') return null;
  return wordsOf(new RegExp(`<(\\w+)\\b[^>]*\\bid="${id}"[^>]*>(.*?)</\\1>`, 's').exec(page)?.[2] ?? '') || null;
}

function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? null : decoded(found);
}
