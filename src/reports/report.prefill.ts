import { type Day } from '../domain/day.js';
import { type Report, reportField } from '../domain/reports.js';
import { hashOf } from '../secret.js';
import { type Typed } from '../web/forms.js';
import { cleanText } from '../web/text-input.js';
import { type ReportItem } from './report.facts.js';

/** What stands in the fields before anybody has typed: the last report where several items shared it, else each item's own. */
export interface Prefill {
  shared: Report | null;
  own: ReadonlySet<number>;
}

/** The last reports as a prefill: what most items said alike is shared; who said something else keeps it. */
export function prefillOf(items: readonly ReportItem[]): Prefill {
  const open = items.filter(({ isOpen }) => isOpen);
  const reported = open.filter(({ last }) => last !== null && textOf(last) !== NOTHING_SAID);
  const groups = new Map<string, ReportItem[]>();
  for (const one of reported) groups.set(textOf(one.last!), [...(groups.get(textOf(one.last!)) ?? []), one]);
  const [largest = []] = [...groups.values()].sort((a, b) => b.length - a.length || lastId(b) - lastId(a));
  const shared = largest.length > 1 || open.length === 1 ? largest : [];
  return {
    shared: shared[0]?.last ?? null,
    own: new Set(reported.filter((one) => !shared.includes(one)).map(({ item }) => item.id)),
  };
}

const textOf = ({ progress, problems, needs, needsFrom, nextSteps }: Report) =>
  JSON.stringify([progress, problems, needs, needsFrom, nextSteps]);
const NOTHING_SAID = JSON.stringify(['', '', '', '', '']);
const lastId = (items: readonly ReportItem[]) => Math.max(...items.map(({ last }) => last?.id ?? 0));

/** What can be said of one item alone. */
export const OWN = [
  ...(['kind', 'rating', 'progress', 'problems', 'needs', 'needsFrom', 'nextSteps', 'nextOn'] as const),
];
type OwnName = (typeof OWN)[number];

/** What stands in a field from the last report; a next day that is over does not. */
export function prefilled(before: Report | null, name: OwnName, today: Day): string {
  if (!before || name === 'kind' || name === 'rating') return '';
  if (name === 'nextOn') return before.nextOn !== null && before.nextOn >= today ? before.nextOn : '';
  return before[name];
}

/** What stood in an item's own fields when the page was made, as a hidden field carries it: others may report meanwhile. */
export function baseOf({ item, last }: ReportItem, { own }: Prefill, today: Day): string {
  const before = own.has(item.id) ? last : null;
  return digest(OWN.map((name) => prefilled(before, name, today)));
}

/** Whether somebody has changed what stood in an item's own fields: only then it is said of this item alone. */
export function isTouched(one: ReportItem, prefill: Prefill, typed: Typed, today: Day): boolean {
  const text = (name: string) => {
    const given = typed[reportField(one.item.id, name)];
    return typeof given === 'string' ? given : '';
  };
  return digest(OWN.map(text)) !== (text('base') || baseOf(one, prefill, today));
}

/** What was typed, without the own fields that nobody has changed: those are filled anew. */
export function touchedOnly(items: readonly ReportItem[], prefill: Prefill, typed: Typed, today: Day): Typed {
  const untouched = items.filter((one) => !isTouched(one, prefill, typed, today));
  const names = new Set(untouched.flatMap(({ item }) => OWN.map((name) => reportField(item.id, name))));
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !names.has(name)));
}

const digest = (values: readonly string[]) => hashOf(JSON.stringify(values.map(cleanText))).slice(0, 16);
