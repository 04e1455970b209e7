import { comparedBy, withoutFiller } from './body-names.js';

/** A place in front of a body's name; 县财政局 stands in a county without a name. */
export interface Place {
  name: string;
  level: string;
}

/** A body's name taken apart: 白沙县委编办 is of 白沙县, on the party's side, and called 编办. */
export interface WrittenName {
  places: readonly Place[];
  side: 'party' | 'government' | null;
  /** The rest as it is written, without filler. */
  rest: string;
  /** What to compare by. */
  body: string;
}

/** Names whose place stands inside, or which have more in front than a place. */
const REWRITTEN: [RegExp, string][] = [
  [/[(（[][^()（）[\]]*[)）\]]/gu, ''],
  [/^(?:中共|中国共产党)/, ''],
  [/^(?:中国)?(?:共产主义青年团|共青团)(.*?)委(?:员会)?$/, '$1团委'],
  [/^团([省市县区州旗])委(?:员会)?$/, '$1团委'],
  [/^国家税务总局(?=.+税务)/, ''],
  [/^国家金融监督管理总局(?=.+分局)/, ''],
  [/^(?:中国)?人民银行(.+?)(?:中心)?支行$/, '$1人行'],
  [/^中国(?=人民银行)/, ''],
  [/^中国人民政治协商会议(.+?)委员会$/, '$1政协'],
  [/^(?:我|本|该|全)(?=[省市县区州旗镇乡])/, ''],
  [/(纪委)[省市县区州旗](监委)/, '$1$2'],
];

/** A word that begins with a level's sign is not the level: 市场监管局, 县域经济办, 城乡建设, 社区. */
const LEVELS = [
  '自治[县州区旗]',
  '省(?!际)',
  '市(?!场|容|民(?:服务|热线|中心)|政(?:管理|园林|工程|设施|公用|公司|集团|建设|局|处))',
  '县(?!域)',
  '(?<![小社园校景库])区(?![域块划位间])',
  '州',
  '旗',
  '(?<!城)乡(?![村镇族土])',
  '(?<![城乡])镇(?!化)',
  '街道',
].join('|');
const PLACE = new RegExp(
  `^(\\p{Script=Han}(?=县)|\\p{Script=Han}{2,8}?|\\p{Script=Han}{4,12}?(?=自治))??(${LEVELS})`,
  'u',
);
const LOWER_PLACE = new RegExp(`^(\\p{Script=Han}{2,8}?|\\p{Script=Han}{4,12}?(?=自治))(${LEVELS})`, 'u');
const NATION = /^(?:国家|国务院|全国|中央)(?=.)/;
const RANKS: Record<string, number> = {
  ...{ 国: 0, 省: 1, 自治区: 1, 市: 2, 州: 2, 县: 3, 区: 3, 旗: 3, 镇: 4, 乡: 4, 街道: 4 },
};

/** Whose body it is, behind the place; of both the committee and the government is of neither. */
const SIDES: [RegExp, WrittenName['side']][] = [
  [/^(?:党工?委|委)[、和]?[省市县区州旗镇乡]?(?:人民)?政府/, null],
  [/^(?:委员会|党工?委|委)/, 'party'],
  [/^(?:人民政府|政府|府(?=办))/, 'government'],
  [/^(?:办事处|办)$/, 'government'],
];
const BARE_GOVERNMENT = /^(?:人民政府|政府|府)(?=办)/;

/** Takes a body's name apart; any text is a name. */
export function writtenName(name: string): WrittenName {
  const text = REWRITTEN.reduce((left, [pattern, by]) => left.replace(pattern, by), name.replace(/\s+/g, ''));
  const { places, after } = placesOf(text);
  const [side, behind] = sideOf(after, places.at(-1)?.level);
  const rest = withoutFiller(behind);
  return { places, side, rest, body: comparedBy(rest) };
}

function placesOf(text: string): { places: Place[]; after: string } {
  const nation = NATION.exec(text)?.[0];
  if (nation) return { places: [{ name: '', level: '国' }], after: text.slice(nation.length) };
  const places: Place[] = [];
  let after = text;
  for (;;) {
    const found = (places.length === 0 ? PLACE : LOWER_PLACE).exec(after);
    const place = found && placeOf(found[1] ?? '', found[2] ?? '');
    const above = places.at(-1);
    if (!place || (above && rankOf(place) <= rankOf(above))) return { places, after };
    places.push(place);
    after = after.slice(found[0].length);
  }
}

function placeOf(name: string, written: string): Place {
  return { name, level: written === '自治区' ? written : written.replace('自治', '') };
}

/** How high a place stands: 1 for a province, 4 for a township. */
export function rankOf({ level }: Place): number {
  return RANKS[level] ?? 0;
}

/** Without a place only 政府办 says whose it is: 委办 would be any committee's office. */
function sideOf(text: string, level: string | undefined): [WrittenName['side'], string] {
  if (level === undefined) {
    const bare = BARE_GOVERNMENT.exec(text)?.[0];
    return bare ? ['government', text.slice(bare.length)] : [null, text];
  }
  for (const [pattern, side] of level === '街道' ? SIDES : SIDES.slice(0, -1)) {
    const found = pattern.exec(text);
    if (found) return [side, text.slice(found[0].length)];
  }
  return [null, text];
}
