/** What a person is told when something cannot be done: what happened, what was kept, what to do. */
export interface Said {
  status: number;
  title: string;
  happened: string;
  kept: string;
  next: string;
}

export type Facts = Record<string, unknown>;
/** A fact as a word of a sentence; nothing where it is missing. */
export const word = (facts: Facts, name: string) => {
  const fact = facts[name];
  return typeof fact === 'string' || typeof fact === 'number'
    ? String(fact)
    : Array.isArray(fact)
      ? fact.join('；')
      : '';
};
const NOTHING_CHANGED = '没有改动任何内容。';

/** One entry of the catalogue: what happened and what to do; what was kept is 'nothing changed' unless it says otherwise. */
export const say = (status: number, title: string, happened: string, next: string, kept = NOTHING_CHANGED): Said => ({
  status,
  title,
  happened,
  kept,
  next,
});

/** Codes of one feature with their words; the catalogue in `messages.ts` joins them. */
export type Catalogue = Readonly<Record<string, (facts: Facts) => Said>>;
