import { type Annotation } from './annotations.js';
import { brackets, type Range, splitOutsideBrackets } from './brackets.js';
import { type Mention, unitsOf } from './unit-names.js';
import { ANNOTATION_LABELS, UNIT_END, withoutBlanks } from './words.js';

/** No sentence that says who does something is longer; longer ones tell something. */
const LONGEST = 400;
const LONGEST_NAME = 24;
/** Who does it and no more: '由县教育局牵头', and not '县教育局牵头制定办法'. */
const SAYS_WHO =
  /(?:牵头(?:负责|落实|组织|实施|组织实施)?|负责(?:落实|实施|组织实施)?|^由.{2,40}会同.{2,40}(?:组织实施|承办))$/;
/** '政府负责', '部门配合' speak of nobody. */
const NOBODY = /^(?:政府|党委|部门|单位|企业|公司|组织|协会|社会|街道|社区|学校|主管部门|牵头部门|责任单位|牵头单位)$/;
const ANYBODY =
  /^(?:各|有关|相关|其他|属地|行业|职能|各级).{0,6}$|^.{0,3}(?:各|有关|相关)(?:级|部门|单位|成员单位|科室)+$/;
/** A name that holds a word of doing is a sentence. */
const SAID =
  /^(?:以下|简称|包[括含]|原|详见|附|坚持|充分|加强|建立|形成|明确|按照|按|根据|通过|成立|推动|落实|督促|组织(?!部)|协调|指导|支持|鼓励|在|对|将|与|以|把|并|实行|做到|下设|办公室设)|发挥|的|[是要]/;
const LABEL = /(牵头|责任|配合|主办|协办)(单位|部门)/g;

/**
 * Who does it where the last sentence of an item says so without a bracket or a colon: '县教育局牵头，各乡镇配合，6月底前完成。'
 * or '牵头单位县教育局，责任单位县财政局。'; offsets count from the paragraph's start.
 */
export function plainDuties(flat: string): Annotation | null {
  const end = flat.replace(/[\s。;]+$/, '').length;
  const start = flat.slice(0, end).search(/[^。!?;:][^。!?]*$/);
  if (start < 0 || end - start > LONGEST) return null;
  const sentence = flat.slice(start, end);
  const labelled = behindLabels(sentence);
  if (labelled.length > 0) return placed({ start, end, mentions: labelled }, start);
  for (const { start: from } of splitOutsideBrackets(sentence, ',;')) {
    const mentions = unitsOf(sentence.slice(from), null);
    if (mentions.length === 0 || !areNamed(sentence.slice(from), mentions) || !saysWho(sentence.slice(from))) continue;
    return placed({ start: start + from, end, mentions }, start + from);
  }
  return null;
}

/** The bodies that do something, and those that help: '由县经信局承办,县财政局、县商务局协办,…'. */
const OPENS =
  /^\s*(?:由|此项工作由)?([^。;:]{2,120}?(?:牵头负责|牵头|负责|承办|主办)),([^。;:]{2,300}?(?:配合|协办|参与|协助))(?=[,。;])/;

/** Who does it where an item begins by saying so, and who helps; offsets count from its beginning. */
export function openingDuties(flat: string): Annotation | null {
  const [whole = '', does = '', helps = ''] = OPENS.exec(flat) ?? [];
  if (whole === '') return null;
  const start = whole.length - does.length - helps.length - 1;
  const clause = flat.slice(start, whole.length);
  const mentions = unitsOf(clause, null);
  const isPair = mentions.some(({ role }) => role === 'lead') && mentions.some(({ role }) => role === 'responsible');
  return isPair && areNamed(clause, mentions) ? placed({ start, end: whole.length, mentions }, start) : null;
}

/** A body by its name alone, whatever the list says of it. */
const BODY = /(?:[局委办会部厅院署所站队处科室]|中心|政府|公司|集团)(?:\([^()]{1,20}\))?$/;

/** '…。（县教育局、县财政局）': the bracket at a paragraph's end that holds bodies and says nothing of them. */
export function bareList(flat: string): Annotation | null {
  const end = flat.replace(/[\s。;]+$/, '').length;
  const last = flat.charAt(end - 1) === ')' ? brackets(flat.slice(0, end), LONGEST).at(-1) : undefined;
  if (last?.end !== end) return null;
  const list = flat.slice(last.start + 1, end - 1).split('。', 1)[0] ?? '';
  const mentions = unitsOf(list, 'responsible').map((one) => ({ ...one, isInferred: true }));
  if (mentions.length === 0 || !areNamed(list, mentions)) return null;
  if (!mentions.some((one) => BODY.test(withoutBlanks(list.slice(one.start, one.end))))) return null;
  return placed({ ...last, mentions }, last.start + 1);
}

function placed(note: Annotation, by: number): Annotation {
  return { ...note, mentions: note.mentions.map((one) => ({ ...one, start: one.start + by, end: one.end + by })) };
}

function saysWho(clause: string): boolean {
  return splitOutsideBrackets(clause, ',;').some(({ start, end }) =>
    SAYS_WHO.test(withoutBlanks(clause.slice(start, end))),
  );
}

/** All are called what bodies are called, and one at least is a body of its own. */
function areNamed(clause: string, mentions: readonly Range[]): boolean {
  const names = mentions.map(({ start, end }) => withoutBlanks(clause.slice(start, end)));
  const isName = (name: string): boolean =>
    name.length <= LONGEST_NAME && UNIT_END.test(name) && !NOBODY.test(name) && !SAID.test(name);
  return names.every(isName) && names.some((name) => !ANYBODY.test(name));
}

function behindLabels(sentence: string): Mention[] {
  const labels = [...sentence.matchAll(LABEL)];
  if (labels[0]?.index !== 0) return [];
  const mentions = labels.flatMap(({ index, 0: label }, at) => {
    const from = index + label.length;
    const role = ANNOTATION_LABELS[label] === 'lead' ? 'lead' : 'responsible';
    return unitsOf(sentence.slice(from, labels[at + 1]?.index), role).map((one) => ({
      ...one,
      start: one.start + from,
      end: one.end + from,
    }));
  });
  return areNamed(sentence, mentions) ? mentions : [];
}
