import { type Role } from '../plan.js';
import { type Range, splitOutsideBrackets } from './brackets.js';
import { BODY_END, DOING_WORDS, UNIT_END, withoutBlanks } from './words.js';

/** A unit that an annotation names, and as what. */
export interface Mention extends Range {
  role: Role;
  /** Its part comes from where it stands or from a rule of the document. */
  isInferred?: boolean;
}

type Doing = 'lead' | 'charge' | 'support' | null;

/** A unit's name, and what a bracket behind it says of this one: '县财政局(牵头)'. */
interface Name extends Range {
  own: Doing;
}

/** Units between two commas, and the word that says what they do. */
interface Phrase {
  names: Name[];
  doing: Doing;
  /** '等部门': whatever they are called, they are bodies. */
  areBodies: boolean;
}

/** '教育、财政等部门配合', '甲镇、乙镇经济开发区管委会落实' behind who leads: the end of the names stands once, or not at all. */
const ELIDED = /^\p{Script=Han}{2,6}$/u;

/** '各物业服务企业' beside who leads: bodies of one kind, all of them. */
const areAll = (name: string): boolean => /^(?:各|有关|相关)/.test(name) && BODY_END.test(name);

const DOING = new RegExp(
  '(?:[按依根](?:照|据)?(?:各自|任务)?(?:职责|职能)?(?:分工)?|分工|共同|分别|协同|联合|具体|结合(?:各自|工作)?(?:实际|职责|职能)|抓好(?=落实)|认真|' +
    `(?:等部门和?单位|等(?:有关|相关)?部门|等单位|等)(?!等)){0,4}(${[...Object.keys(DOING_WORDS)].sort((a, b) => b.length - a.length).join('|')})$`,
);
const OWN = new RegExp(`\\s?[([](?:(牵头|总牵头|主办|主责)|配合|协办|参与|负责)(?:单位|部门)?[)\\]]$`);
/** '县工商联(列第一位者为牵头单位,下同)': the bracket is a remark on lists. */
const RULE = /\s?\((?:(?:列|排|位列|排名)[^()]{1,40}|[^()]{0,30}(?:为(?:总)?牵头[^()]{0,16}|下同))\)$/;
/** '县教育局(2020年7月底前完成)': by when, and no part of a name. */
const DUE_BEHIND = /\s?\([^()]{0,16}(?:\d\s?[月日]|年底|年内|季度末|上旬|中旬|下旬)[^()]{0,8}\)$/;
const TIME = /(?:\d\s?[年月日]|年底|季度|半年).{0,12}$|^(?:持续|长期|立即|常年|全年)|(?:完成|推进|实施|见效|坚持)$/;
/** '（县民政局、县残联；6月底前）': units beside a day until which are there to do it. */
const DUE =
  /^\s*(?:\d{4}\s?年)?\s?\d{1,2}\s?月\s?(?:\d{1,2}\s?日|底|中旬|上旬)?[之以]?前?(?:完成|办结)?\s*$|^\s*(?:\d{4}\s?年)?年?底前?(?:完成|办结)?\s*$|^\s*(?:年内|全年)?(?:长期坚持|持续推进)\s*$/;
const LONGEST_NAME = 40;
/** Longer than any list of units: text, whatever it ends with. */
const LONGEST_LIST = 1500;
/** '排在首位的为牵头单位', '下同': a remark on lists, and no part of this one. */
const REMARK =
  /^\s*(?:下同|(?:列|排|位列|排名)在?(?:第一|首)位?.{0,20}|[^,]{0,6}(?:第一|首)[^,]{0,12}[为是]总?牵头[^,]{0,8}|不再(?:单独|一一|逐一|分别|重复|另行)?(?:列出|列|做分工|分工).{0,12}|(?:以下|下列|后续|上述|各项|其他)[^,]{0,12}(?:均|都|皆)[^,]{0,40})\s*$/;
const NOT_A_UNIT = /^(?:详?见.*|同上|略|无|暂无|[-—–―/]+|.*(?:下同|列出|分工))$|[:。]/;

/**
 * The units of a half-width list such as 'A牵头，B、C按职责分工负责'; offsets count from its start.
 *
 * `labelled` is what the label in front of the list makes of its units. Without a label the list must say itself what
 * its units do, and each must be called what bodies are called: a bracket of plain text names nobody.
 */
export function unitsOf(written: string, labelled: Role | null): Mention[] {
  if (written.length > LONGEST_LIST) return [];
  const list = withCommas(written);
  const ranges = splitOutsideBrackets(list, ',;')
    .filter(({ start, end }) => !REMARK.test(list.slice(start, end)))
    .flatMap((range) => apart(list, range));
  const phrases = ranges.map((range) => phrase(list, range));
  const names = phrases.flatMap((part) => part.names);
  const isTimed = ranges.some(({ start, end }) => DUE.test(list.slice(start, end)));
  const says = labelled !== null || isTimed || phrases.some((part) => part.doing) || names.some((name) => name.own);
  const isNamed = (name: Name): boolean => isName(list.slice(name.start, name.end), labelled);
  const isSure = phrases.some((part) => part.doing === 'lead' && part.names.length > 0 && part.names.every(isNamed));
  const isOne = (name: Name, { names: all, areBodies }: Phrase): boolean =>
    isNamed(name) ||
    (isSure && areAll(list.slice(name.start, name.end))) ||
    (isSure && ELIDED.test(list.slice(name.start, name.end)) && (areBodies || isNamed(all.at(-1)!)));
  if (
    !says ||
    phrases.some((part) =>
      part.doing === null ? !part.names.every(isNamed) : !part.names.every((name) => isOne(name, part)),
    )
  )
    return [];
  const doings = phrases.map((_, at) => phrases.slice(at).find((part) => part.doing !== null)?.doing ?? null);
  const all = [...doings, ...names.map((name) => name.own)];
  return phrases.flatMap((part, at) =>
    part.names.map(({ own, start, end }) => ({ start, end, role: roleOf(own ?? doings[at] ?? null, all, labelled) })),
  );
}

/** '1.县民政局；2.县残联' and '县残联 县妇联' with the signs of a list without numbers; each sign keeps its place. */
function withCommas(list: string): string {
  return list
    .replace(/(?<=^|[;,])(\s*)(\d{1,2}[.、]|\(\d{1,2}\))(?!\d)/g, (whole) => ' '.repeat(whole.length))
    .replace(/(?<=\p{Script=Han}{2})\s(\s*)\d{1,2}[.、](?=\p{Script=Han})/gu, (whole) => '、'.padEnd(whole.length))
    .replace(
      /([^\s、,;]{3,40})(\s+)(?=[省市县区州镇乡各]|团[省市县区州]委)/g,
      (whole, before: string, blanks: string) => (UNIT_END.test(before) ? `${before}、${blanks.slice(1)}` : whole),
    );
}

/** 'A等部门和各市人民政府': whoever comes behind 和各 or 和地方 is a name of its own; so is who stands right behind 牵头, where a comma was lost. */
const AND =
  /(?<=[局委部会厅办院署行]|部门|单位)[和及](?=地方|各|沿线|有关|相关|[省市县区州旗镇乡][直级属])|(?<=[局委部厅办署])[和及](?=\p{Script=Han}{2,14}[局委部厅办署](?:$|[、(]|牵头|负责|配合|参与|落实|按|共同|分别|等))|(?<=牵头|主办|牵头负责)、|(?<=[局委部厅办署院联会](?:牵头|主办))\s?(?=[省市县区州旗镇乡各])/u;

/** 'A会同B负责' are two phrases without a comma, and so is what stands behind 等部门和. */
function apart(list: string, { start, end }: Range): Range[] {
  const at = list.indexOf('会同', start + 1);
  if (at >= 0 && at < end)
    return [
      { start, end: at },
      { start: at, end },
    ];
  const and = AND.exec(list.slice(start, end));
  if (!and) return [{ start, end }];
  const cut = start + and.index;
  return [{ start, end: cut }, ...apart(list, { start: cut + and[0].length, end })];
}

function roleOf(doing: Doing, all: Doing[], labelled: Role | null): Role {
  if (doing === 'lead') return 'lead';
  if (doing === 'support' || all.includes('lead')) return 'responsible';
  if (doing === 'charge' && all.includes('support')) return 'lead';
  return labelled ?? 'responsible';
}

function isName(written: string, labelled: Role | null): boolean {
  const name = withoutBlanks(written);
  if (name.length > LONGEST_NAME || NOT_A_UNIT.test(name)) return false;
  return labelled !== null || UNIT_END.test(name);
}

function phrase(list: string, range: Range): Phrase {
  const written = list
    .slice(range.start, range.end)
    .replace(/[\s。]{1,9}$/, '')
    .replace(DUE_BEHIND, '');
  const match = written.length > 400 ? null : DOING.exec(withoutBlanks(written));
  const doing = DOING_WORDS[match?.[1] ?? ''] ?? null;
  const units = match ? withoutEnd(written, match[0].length) : written;
  const areBodies = /部门|单位/.test(match?.[0] ?? '');
  if (doing === null && TIME.test(units.slice(-40))) return { names: [], doing, areBodies };
  return { names: namesOf(units, range.start), doing, areBodies };
}

/** What is left without so many signs at the end, blanks not counted. */
function withoutEnd(written: string, count: number): string {
  let end = written.length;
  for (let left = count; left > 0;) if (/\S/.test(written.charAt(--end))) left--;
  return written.slice(0, end);
}

/** 'A、B等部门' → A, B; '等有关部门和单位' is a name of its own; '各市党委、政府' is one. */
function namesOf(units: string, offset: number): Name[] {
  const names: Name[] = [];
  for (const piece of splitOutsideBrackets(units, '、')) {
    const last = names.at(-1);
    const written = units.slice(piece.start, piece.end);
    const isOne =
      /^(?:人民)?政府$/.test(written) ||
      (last && isLevels(units.slice(last.start - offset, last.end - offset), written.trim()));
    if (last && isOne) last.end = offset + piece.end;
    else names.push(...trimmed(units.slice(piece.start, piece.end), offset + piece.start));
  }
  return names;
}

const LEVELS =
  /^(?:各(?:有关|相关)?|有关|相关)(?:[县市区旗州](?:[(〔][^()〔〕]{1,8}[)〕])?(?:、[县市区旗州])*|省、自治区)$/;
/** '各乡镇、街道': the second is no name by itself. */
const TOWNS = /^各(?:有关|相关)?(?:乡镇|镇|乡|街道|村)(?:、(?:乡|街道|村))?$/;
const TOWN = /^(?:镇|乡|街道|村|社区|村居)(?:办事处|办)?$/;
/** '各市、省教育厅' are two. */
const NO_LEVEL = /^[^县市区旗州自直镇乡]|(?<!管)[局委办厅部院会]$/;

/** '各县、市、区政府', '各市（州）、县（市、区）政府': the first half of what is one name. */
function isLevels(name: string, next: string): boolean {
  return (LEVELS.test(name) && !NO_LEVEL.test(next)) || (TOWNS.test(name) && TOWN.test(next));
}

/** '此项工作由县财政局牵头': what leads up to a name. */
const BEFORE_NAME =
  /^\s*(?:(?:[此该本这]|以上|上述)[一各]?(?:项|条|类|部分)?(?:重点|具体)?(?:工作|任务|措施|事项|项目|内容)?(?=具体由|由))?(?:具体)?(?:由|会同)?\s*/;

function trimmed(piece: string, offset: number): Name[] {
  const start = BEFORE_NAME.exec(piece)?.[0].length ?? 0;
  const others = /等([省市县区]?[级直]?(?:有关|相关)(?:部门|单位)(?:和单位)?)\s*$/.exec(piece);
  const own = OWN.exec(piece);
  const behind = own ?? RULE.exec(piece) ?? DUE_BEHIND.exec(piece);
  const bare = others ? piece.slice(0, others.index) : behind ? piece.slice(0, behind.index) : piece;
  const end = bare.replace(/\s*(?:等(?:部门)?(?:和?单位)?)?[\s}>]*$/, '').length;
  const doing = own && (own[1] === undefined ? 'support' : 'lead');
  const named: Name[] = end > start ? [{ start: offset + start, end: offset + end, own: doing }] : [];
  if (!others) return named;
  const at = others.index + 1;
  return [...named, { start: offset + at, end: offset + at + (others[1]?.length ?? 0), own: null }];
}
