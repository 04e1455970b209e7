import { endingOf, isPartyBody } from './body-names.js';
import { type Place, rankOf, type WrittenName } from './written-name.js';

/** That two names are one body's by the rules of abbreviation, or only look it; the smaller `difference`, the closer. */
export interface Likeness {
  by: 'abbreviation' | 'alike';
  difference: number;
}

/** Two names that look alike differ by at most so many inserted characters, where the shorter is an abbreviation by more. */
const INSERTED = 3;
const INSERTED_INTO_ABBREVIATION = 9;
const LONGEST_ABBREVIATION = 4;
/** What grows onto a place's name in its official one: 白沙县 is 白沙黎族自治县. */
const PEOPLES = /(?:族|维吾尔|哈萨克|蒙古|柯尔克孜|锡伯)$/;

/** How two names are one body's, or null where they are two bodies'; the same either way round. */
export function likenessOf(a: WrittenName, b: WrittenName): Likeness | null {
  if (!placesAgree(a.places, b.places)) return null;
  const sides = sidesAgree(a, b);
  if (sides === 'no') return null;
  if (a.body === b.body) {
    return sides === 'yes' ? { by: 'abbreviation', difference: leftOut(a, b) } : { by: 'alike', difference: 0 };
  }
  const differences = [differenceOf(a.rest, b.rest), differenceOf(a.body, b.body)].filter((one) => one !== null);
  return differences.length === 0 ? null : { by: 'alike', difference: Math.min(...differences) };
}

/** The innermost places are on one level, and no place that both name is called differently. */
function placesAgree(a: readonly Place[], b: readonly Place[]): boolean {
  const [ofA, ofB] = [a.at(-1), b.at(-1)];
  if (ofA && ofB && ofA.level !== ofB.level) return false;
  return a.every((place) => b.every((other) => rankOf(place) !== rankOf(other) || isSamePlace(place, other)));
}

function isSamePlace(a: Place, b: Place): boolean {
  if (a.level !== b.level) return false;
  const [short, long] = [a.name, b.name].sort((x, y) => x.length - y.length) as [string, string];
  return short === '' || short === long || (long.startsWith(short) && PEOPLES.test(long));
}

/** Whether both are the party's or both the government's; what leaves it open is settled by what the body is. */
function sidesAgree(a: WrittenName, b: WrittenName): 'yes' | 'perhaps' | 'no' {
  if (a.side === b.side) return 'yes';
  const side = a.side ?? b.side;
  const isOpen = a.side === null || b.side === null;
  if (!isOpen || a.body === '办' || b.body === '办') return 'no';
  if (side === 'government') return 'yes';
  if (a.body === '' || b.body === '') return 'no';
  return isPartyBody(a.body) ? 'yes' : 'perhaps';
}

/** How many of the places that one names the other leaves out. */
function leftOut(a: WrittenName, b: WrittenName): number {
  const named = ({ places }: WrittenName): number => places.length + places.filter(({ name }) => name !== '').length;
  return Math.abs(named(a) - named(b));
}

/** By how many characters the longer is more than the shorter, all of which it has; null if the two do not look alike. */
function differenceOf(a: string, b: string): number | null {
  const [short, long] = [a, b].sort((x, y) => x.length - y.length) as [string, string];
  if (short.length < 2 || short.at(-1) !== long.at(-1)) return null;
  if (short.length === long.length)
    return short.length <= LONGEST_ABBREVIATION && sorted(short) === sorted(long) ? 0 : null;
  if (short[0] !== long[0] || endingOf(short) !== endingOf(long)) return null;
  const difference = long.length - short.length;
  const limit = short.length <= LONGEST_ABBREVIATION ? INSERTED_INTO_ABBREVIATION : INSERTED;
  return difference <= limit && isLeftOver(short, long) ? difference : null;
}

/** 文旅局 and 旅文局. */
function sorted(text: string): string {
  return [...text].sort().join('');
}

/** Whether all characters of one stand in the other in the same order. */
function isLeftOver(short: string, long: string): boolean {
  let at = 0;
  for (const sign of long) if (sign === short[at]) at++;
  return at === short.length;
}
