import { formsOn } from './page-forms.js';
import { pageAt } from './pages.js';
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
  const ours = formsOn(page).filter((form) => form.action === action);
  return ours.map(({ fields }) =>
    Object.fromEntries(
      fields.flatMap(({ name, values }): [string, string | string[]][] =>
        values.length === 0 ? [] : [[name, values.length === 1 ? (values[0] ?? '') : values]],
      ),
    ),
  );
}
