import { decoded, pageAt } from './pages.js';
import { type Visitor } from './program.js';

/** What a form sends, by field; a field with several boxes sends each that is ticked. */
export type Filled = Record<string, string | readonly string[]>;

/** What somebody writes into a form: values by field, or worked out from what stands in it. */
export type Filling = Filled | ((standing: Filled) => Filled);

/** Opens a page, fills in its form for an address and sends it, everything else as it stood; throws where no such form is there. */
export async function fillIn(visit: Visitor, page: string, action: string, filling: Filling): Promise<Response> {
  const forms = formsFor(await pageAt(visit, page), action);
  // Several acts of a thing are forms for one address, told apart by the act they hold.
  const isMeant = (one: Filled) => typeof filling === 'function' || !('act' in one) || one['act'] === filling['act'];
  const standing = forms.find(isMeant) ?? forms[0];
  if (standing === undefined) throw new Error(`${page} has no form for ${action}`);
  const chosen = typeof filling === 'function' ? filling(standing) : filling;
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...standing, ...chosen }))
    for (const one of [value].flat()) body.append(name, one);
  return visit(action, { method: 'POST', body });
}

/** What stands in each form of a page for an address: hidden fields, texts, what is ticked and what is selected. */
function formsFor(page: string, action: string): Filled[] {
  const forms = [...page.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)];
  const ours = forms.filter(([, attributes]) => attributeOf(attributes ?? '', 'action') === action);
  return ours.map(([, , inside]) => standingIn(inside ?? ''));
}

function standingIn(form: string): Filled {
  const standing: Record<string, string | string[]> = {};
  const parts = form.matchAll(/<input\b([^>]*)>|<(textarea|select)\b([^>]*)>(.*?)<\/\2>/gs);
  for (const [, input, kind, attributes = input ?? '', inside = ''] of parts) {
    const name = attributeOf(attributes, 'name');
    const text = () => (kind === 'select' ? selected(inside) : decoded(inside.replace(/^\n/, '')));
    const value = kind === undefined ? inputValue(attributes) : text();
    if (name === null || value === null) continue;
    const known = standing[name];
    standing[name] = known === undefined ? value : [known, value].flat();
  }
  return standing;
}

function inputValue(attributes: string): string | null {
  const isBox = ['radio', 'checkbox'].includes(attributeOf(attributes, 'type') ?? '');
  if (isBox && !/\schecked\b/.test(attributes)) return null;
  return attributeOf(attributes, 'type') === 'file' ? null : (attributeOf(attributes, 'value') ?? '');
}

function selected(options: string): string {
  const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, attributes]) => attributes ?? '');
  const chosen = all.find((attributes) => /\sselected\b/.test(attributes)) ?? all[0] ?? '';
  return attributeOf(chosen, 'value') ?? '';
}

function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
  return found === undefined ? null : decoded(found);
}
