import { type Response } from 'express';
import { type ZodType } from 'zod';
import { RuleBroken } from '../domain/errors.js';
import { type FaultSummary, type FieldKind, type FieldView } from '../rendering/views-forms.js';
import { wordsFor } from './messages.js';

/** A form as it was sent, before anything is believed of it. */
export type Typed = Readonly<Record<string, unknown>>;

/** What is wrong with a form: by field name, and (under '') with the whole; `status` is the answer's. */
export interface Faults {
  status: 409 | 422;
  code: string | null;
  byField: ReadonlyMap<string, string>;
}

/** Checks a form against its schema; unknown fields are not seen by anybody. */
export function readForm<T>(
  schema: ZodType<T>,
  typed: unknown,
): { ok: true; value: T } | { ok: false; faults: Faults } {
  const parsed = schema.safeParse(typed ?? {});
  if (parsed.success) return { ok: true, value: parsed.data };
  const byField = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    // What is wrong with one of several ticks is wrong with the field.
    const name = String(issue.path[0] ?? '');
    if (!byField.has(name)) byField.set(name, issue.message);
  }
  return { ok: false, faults: { status: 422, code: null, byField } };
}

/** A broken rule as a fault of the form: at the field its fact `field` names (with what to do where `advises` is set), else above the form. Rethrows what is no user's to mend. */
export function faultsOf(error: unknown): Faults {
  if (!(error instanceof RuleBroken)) throw error;
  const said = wordsFor(error.code, error.facts);
  if (said.status !== 409 && said.status !== 422) throw error;
  const field = typeof error.facts['field'] === 'string' ? error.facts['field'] : '';
  return {
    status: said.status,
    code: error.code,
    byField: new Map([[field, `${said.happened}${field === '' || error.facts['advises'] === true ? said.next : ''}`]]),
  };
}

/** A page that is the only place where something is ever shown, so that there is no address to go on to. */
export interface Shown {
  page: string;
}

/**
 * The round trip of a form: read, act, go on to `act`'s address (303); where it is refused, the page again (422, or 409
 * where another was quicker) with everything that was typed and each fault at its field.
 */
export async function takeForm<T>(
  response: Response,
  schema: ZodType<T>,
  typed: unknown,
  act: (value: T) => Promise<string | Shown>,
  again: (faults: Faults) => Promise<string>,
): Promise<void> {
  const read = readForm(schema, typed);
  let faults: Faults;
  if (read.ok) {
    try {
      const done = await act(read.value);
      if (typeof done === 'string') response.redirect(303, done);
      else response.status(200).type('html').send(done.page);
      return;
    } catch (error) {
      faults = faultsOf(error);
    }
  } else faults = read.faults;
  const page = await again(faults);
  response.status(faults.status).type('html').send(page);
}

/** A field as it is declared: what differs from a line of text that need not be filled in. */
export interface FieldSpec {
  name: string;
  label: string;
  kind?: FieldKind;
  hint?: string | undefined;
  required?: boolean;
  rows?: number;
  max?: number;
  autocomplete?: string;
  options?: readonly { value: string; label: string }[];
  /** What stands in it before anybody has typed. */
  value?: string | readonly string[] | undefined;
}

/** The fields of a form with what was typed, or their first values, and what is wrong; ids start with `prefix`. */
export function fieldViews(
  specs: readonly FieldSpec[],
  typed: Typed | null,
  faults: Faults | null,
  prefix = 'f',
): FieldView[] {
  return specs.map((spec) => {
    const id = `${prefix}-${spec.name.replace(/[^\w-]/g, '-')}`;
    const given = typed && spec.name in typed ? typed[spec.name] : typed && spec.kind === 'checks' ? [] : spec.value;
    const values = (Array.isArray(given) ? given : given === undefined ? [] : [given]).map(String);
    const secret = spec.kind === 'password' || spec.kind === 'file';
    return {
      kind: spec.kind ?? 'line',
      id,
      name: spec.name,
      label: spec.label,
      hint: spec.hint ?? null,
      error: faults?.byField.get(spec.name) ?? null,
      required: spec.required ?? false,
      value: secret ? '' : (values[0] ?? ''),
      rows: spec.rows ?? 3,
      max: spec.max ?? 0,
      autocomplete: spec.autocomplete ?? null,
      options: (spec.options ?? []).map(({ value, label }, i) => ({
        value,
        label,
        selected: values.includes(value),
        id: i === 0 ? id : `${id}-${i}`,
      })),
    };
  });
}

/** What stands above a refused form; null for one that was not. `fields` may come from several forms of the page. */
export function faultSummary(faults: Faults | null, fields: readonly FieldView[]): FaultSummary | null {
  if (!faults) return null;
  const known = new Map(fields.filter(({ kind }) => kind !== 'hidden').map((field) => [field.name, field]));
  return {
    title: titleOf(faults, fields),
    faults: [...faults.byField].map(([name, text]) => {
      const field = known.get(name);
      return field ? { text: `${field.label}：${text}`, href: `#${field.id}` } : { text, href: null };
    }),
  };
}

/** Secrets, codes and files are never sent back to the page: a form with one must not claim that everything is still there. */
function titleOf({ status, byField }: Faults, fields: readonly FieldView[]): string {
  if (status === 409) return '内容已有变化，请核对';
  const many = byField.size === 1 ? '有一处需要更正' : '有几处需要更正';
  if (fields.some(({ kind }) => kind === 'password')) return `${many}，密码请重新填写`;
  const shown = fields.filter(({ kind, autocomplete }) => kind !== 'hidden' && autocomplete !== 'one-time-code');
  if (shown.some(({ kind }) => kind === 'file')) return `${many}，文件请重新选择`;
  return shown.length === 0 ? '没有办成，请更正后再提交' : `${many}，已填内容都在`;
}
