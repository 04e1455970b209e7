/** A unit's name taken apart: on which level it stands, and the rest, in which alone two names of one body differ. */
interface UnitName {
  level: string;
  rest: string;
}

/** '白沙县', '县委', '市人民政府': the place, its level, and whose body it is. */
const PREFIX = /^(?:\p{Script=Han}{2,8}?)??([省市县区州旗镇乡])(?:委|人民政府|政府)?/u;
/** Words that a name may have or lack. */
const SHORT_FORMS: [RegExp, string][] = [
  [/委员会$/, '委'],
  [/办公室$/, '办'],
];
/** Two names of one body differ by at most so many inserted characters, an abbreviation by more. */
const INSERTED = 3;
const INSERTED_INTO_ABBREVIATION = 9;
const LONGEST_ABBREVIATION = 4;

/**
 * By how many characters two different names that look like one body differ, or null where they do not look alike.
 *
 * They are alike when, on one administrative level, the shorter is the longer with something left out: 县金融服务中心 and
 * 县金融工作服务中心, 县住建局 and 县住房和城乡建设局.
 */
export function differenceOfAlike(a: string, b: string): number | null {
  const [short, long] = [unitName(a), unitName(b)].sort((x, y) => x.rest.length - y.rest.length);
  if (!short || !long || short.level !== long.level || short.rest.length < 2) return null;
  const difference = long.rest.length - short.rest.length;
  const limit = short.rest.length <= LONGEST_ABBREVIATION ? INSERTED_INTO_ABBREVIATION : INSERTED;
  const endsAlike = short.rest[0] === long.rest[0] && short.rest.at(-1) === long.rest.at(-1);
  return endsAlike && difference <= limit && isLeftOver(short.rest, long.rest) ? difference : null;
}

function unitName(name: string): UnitName {
  const short = SHORT_FORMS.reduce((text, [pattern, form]) => text.replace(pattern, form), name);
  const [prefix, level = ''] = PREFIX.exec(short) ?? [''];
  const rest = short.slice(prefix.length);
  return { level, rest: rest.length < 2 ? short : rest };
}

/** Whether all characters of one stand in the other in the same order. */
function isLeftOver(short: string, long: string): boolean {
  let at = 0;
  for (const sign of long) if (sign === short[at]) at++;
  return at === short.length;
}
