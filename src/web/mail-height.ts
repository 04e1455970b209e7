import { type MailKind } from '../domain/plan.js';

/** The heights of what a mail is made of (a plan of several has its title, button and address), and how many signs stand in a line of its opening and of a note; an entry is a line of a list of work, whose headings are low. */
const PX = { frame: 520, plan: 150, picture: 160, line: 28, heading: 50, item: 72, note: 22, entry: 12 } as const;
const SIGNS_IN_LINE = 36;

/** How high a mail stands in its page, by its text: a mail may tell of more than it was made for. A digest to leaders has a picture, which its text says in words. */
export function heightOfMail(text: string, kind?: MailKind): number {
  const [opening = ''] = text.split(/\n■ |\n── |\n.*：https?:/);
  const wrapped = (lines: readonly string[]) =>
    lines.reduce((sum, line) => sum + Math.ceil(line.length / SIGNS_IN_LINE), 0);
  const items = text.match(/(\?item=|\/assignments\/)\d+$/gm)?.length ?? 0;
  // Below its light an item has a line of what it is, and in the text its address; what stands between is told besides.
  const below = (text.match(/^　{5}\S.*$/gm) ?? []).filter((line) => !/^　{5}https?:/.test(line));
  const notes = below.filter((line) => !/前 · [^·]*$/.test(line));
  const headings = text.match(/^── /gm)?.length ?? 0;
  const plans = text.match(/^■ /gm)?.length ?? 0;
  const entries = text.match(/^· /gm)?.length ?? 0;
  return (
    PX.frame +
    (kind === 'digest' ? PX.picture : 0) +
    PX.plan * plans +
    PX.line * wrapped(opening.split('\n')) +
    PX.heading * headings +
    PX.item * items +
    PX.entry * entries +
    PX.note * wrapped(notes)
  );
}
