import { formsOn, type PageForm } from './page-forms.js';
import { decoded } from './pages.js';
import { type Visitor } from './program.js';

/** A form with the page it was found on. */
export interface FoundForm {
  at: string;
  form: PageForm;
}

/** So many pages of a kind are looked at: the hundredth assignment has no form that the first forty do not have. */
const MOST_OF_A_KIND = 40;

/** Every page that somebody reaches from their first by links, with its forms; throws where a link leads nowhere. */
export async function formsReached(visit: Visitor): Promise<FoundForm[]> {
  const found: FoundForm[] = [];
  const [queue, seen] = [['/'], new Set(['/'])];
  const looked = new Map<string, number>();
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    const kind = at.replace(/\?.*/, '?').replace(/\d+/g, ':n');
    looked.set(kind, (looked.get(kind) ?? 0) + 1);
    if (looked.get(kind)! > MOST_OF_A_KIND) continue;
    const answer = await visit(at);
    const page = await answer.text();
    if (answer.status >= 400) throw new Error(`A link leads to ${at}, which answers ${answer.status}`);
    const isPage = answer.headers.get('content-type')?.includes('html') ?? false;
    if (isPage) found.push(...formsOn(page).map((form) => ({ at, form })));
    const links = isPage
      ? [...page.matchAll(/<a\b[^>]*? href="(\/[^"#]*)/g)].map(([, href]) => decoded(href ?? ''))
      : [];
    for (const next of [answer.headers.get('location') ?? '', ...links])
      if (next.startsWith('/') && !seen.has(next) && !/\.(csv|xlsx|json)|^\/attachments\//.test(next)) {
        seen.add(next);
        queue.push(next);
      }
  }
  return found;
}
