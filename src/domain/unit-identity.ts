import { type Likeness, likenessOf } from './units/likeness.js';
import { type WrittenName, writtenName } from './units/written-name.js';

/** A unit that is known already, with the other names the office confirmed. */
export interface KnownUnit {
  id: number;
  name: string;
  aliases: readonly string[];
}

/** A unit that a name may stand for; 'alike' is a suggestion, the others are certain. */
export interface LikelyUnit {
  id: number;
  by: 'name' | 'alias' | 'abbreviation' | 'alike';
}

/** Names of one document that are one body's, the fullest first; 'alike' ones only probably. */
export interface SameUnit {
  names: string[];
  by: 'abbreviation' | 'alike';
}

interface Named {
  name: string;
  written: WrittenName;
}

const MOST_LIKELY = 5;
/** Longer is no body's name, and not compared with others. */
const LONGEST_NAME = 60;
const RANK = { name: 0, alias: 1, abbreviation: 2, alike: 3 } as const;

/** The first that fits says what kind of name it is; where none does, it is one body's. */
const KINDS: [RegExp, 'collective' | 'others'][] = [
  [/等$|等.*(?:部门|单位|政府|机构|企业)$/, 'others'],
  [
    /^(?:全[省市县区州旗])?(?:[省市县区州旗]直?)?各|^(?:\d+|[一二三四五六七八九十百两]+)个|^(?:所有|全体)/,
    'collective',
  ],
  [/^(?:有关|相关|其[他它])|(?:有关|相关)(?:职能|责任|主管|成员)?(?:单位|部门)$/, 'others'],
  [/^[省市县区州旗]直(?:机关|单位|部门)+$|(?:成员|责任|参与|协办|牵头)(?:单位|部门)$/, 'collective'],
  [/^(?:乡镇|镇街|镇乡|街镇|乡|镇|街道|村居)+(?:场)?(?:人民政府|政府|党委|办事处)*$/, 'collective'],
];

/** Whether a name is one body's, stands for many that could be listed, or for whoever else it may concern. */
export function unitKind(name: string): 'one' | 'collective' | 'others' {
  const text = name.replace(/\s+/g, '');
  return KINDS.find(([pattern]) => pattern.test(text))?.[1] ?? 'one';
}

/** How two names are one body's; null where they are two bodies', or one of them is not a single body's. */
export function unitLikeness(a: string, b: string): Likeness | null {
  const [first, second] = [named(a), named(b)];
  return first && second && likenessOf(first.written, second.written);
}

/**
 * The known units that a name may stand for, best first, at most five.
 *
 * What is certain is one body: where abbreviations fit two bodies (财政局 the county's and the city's), both are 'alike'.
 */
export function likeliestUnits(name: string, known: readonly KnownUnit[]): LikelyUnit[] {
  const asked = named(name);
  const found = known.flatMap((unit) => {
    const best = bestOf(name, asked, unit);
    return best ? [{ unit, ...best }] : [];
  });
  const short = found.filter(({ by }) => by === 'abbreviation').map(({ unit }) => named(unit.name));
  const isOneBody = short.every((one, at) => one !== null && areOneBody(one, short.slice(at + 1)));
  return found
    .map((one) => (one.by === 'abbreviation' && !isOneBody ? { ...one, by: 'alike' as const } : one))
    .sort((a, b) => RANK[a.by] - RANK[b.by] || a.difference - b.difference || a.unit.id - b.unit.id)
    .slice(0, MOST_LIKELY)
    .map(({ unit, by }) => ({ id: unit.id, by }));
}

/**
 * The names within one document that are, or probably are, one body's.
 *
 * A name stands in at most one certain group; the fullest name of a certain group may stand once more beside one that
 * only looks alike. A name that abbreviates two bodies is left alone.
 */
export function sameUnitGroups(names: readonly string[]): SameUnit[] {
  const bodies = certainGroups([...new Set(names)].flatMap((name) => named(name) ?? []));
  const certain = bodies.filter((group) => group.length > 1);
  return [
    ...certain.map((group) => ({ names: group.map(({ name }) => name), by: 'abbreviation' as const })),
    ...alikePairs(bodies.flatMap(([fullest]) => fullest ?? [])),
  ];
}

function named(name: string): Named | null {
  return name.length <= LONGEST_NAME && unitKind(name) === 'one' ? { name, written: writtenName(name) } : null;
}

function bestOf(
  name: string,
  asked: Named | null,
  unit: KnownUnit,
): { by: LikelyUnit['by']; difference: number } | undefined {
  if (unit.name === name) return { by: 'name', difference: 0 };
  if (unit.aliases.includes(name)) return { by: 'alias', difference: 0 };
  const found = [unit.name, ...unit.aliases].flatMap((other) => {
    const known = named(other);
    return (asked && known && likenessOf(asked.written, known.written)) ?? [];
  });
  return found.sort(closestFirst)[0];
}

function closestFirst(a: Likeness, b: Likeness): number {
  return RANK[a.by] - RANK[b.by] || a.difference - b.difference;
}

function areOneBody(one: Named, others: readonly (Named | null)[]): boolean {
  return others.every((other) => other && likenessOf(one.written, other.written)?.by === 'abbreviation');
}

/** Every name in one group, the fullest names first, so that a short one is held against all that it may shorten. */
function certainGroups(names: readonly Named[]): Named[][] {
  const groups: Named[][] = [];
  for (const one of [...names].sort((a, b) => b.name.length - a.name.length)) {
    const fitting = groups.filter((group) => areOneBody(one, group));
    if (fitting.length === 1) fitting[0]?.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** Each name has at most one partner: the closest first. */
function alikePairs(bodies: readonly Named[]): SameUnit[] {
  const pairs = bodies.flatMap((a, at) =>
    bodies.slice(at + 1).flatMap((b) => {
      const likeness = likenessOf(a.written, b.written);
      return likeness?.by === 'alike' ? [{ names: [a.name, b.name], difference: likeness.difference }] : [];
    }),
  );
  const taken = new Set<string>();
  return pairs
    .sort((a, b) => a.difference - b.difference)
    .filter((pair) => !pair.names.some((name) => taken.has(name)) && pair.names.every((name) => taken.add(name)))
    .map((pair) => ({ names: pair.names, by: 'alike' as const }));
}
