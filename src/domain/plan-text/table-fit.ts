import { type Range } from './brackets.js';
import { type CleanText } from './clean-text.js';
import { isPersonName } from './person-names.js';
import { type Column } from './table-header.js';
import { unitsOf } from './unit-names.js';
import { BODY_END } from './words.js';
import { writtenDays } from './written-days.js';

/** How well a piece of text stands in each column of a table, in points: above nothing it may well, below it hardly does. */
export type Fits = Readonly<Record<Column, number>>;

const NUMBER = /^\(?\d{1,3}\)?[.、]?$/;
const ONGOING = /^(?:长期|持续|立即|立行立改|常年|全年|即时|即知即改|适时|按需|每[年月周季]).{0,8}$/;
const LONGEST_TIME = 30;
/** Beside its days a time says no more. */
const MOST_BESIDE = 12;
const LONGEST_UNITS = 400;
/** A task is seldom longer, prose is. */
const LONG_TASK = 160;

/** Those of nothing: an empty cell stands everywhere. */
export const NO_FITS: Fits = { number: 0, time: 0, lead: 0, responsible: 0, task: 0, phase: 0, other: 0 };

/** The points of a piece in every column. */
export function fitsOf(clean: CleanText, piece: Range): Fits {
  return piece.end === piece.start ? NO_FITS : fitsOfText(clean.flat.slice(piece.start, piece.end));
}

/** The points of lines as one cell: broken by its width, or a name to a line. */
export function fitsOfRun(clean: CleanText, lines: readonly Range[]): Fits {
  const texts = lines.map(({ start, end }) => clean.flat.slice(start, end));
  const broken = fitsOfText(texts.join(''));
  const areNames = texts.slice(0, -1).every((text) => BODY_END.test(text.slice(-LONGEST_END)));
  if (!areNames || broken.responsible < 0) return broken;
  const listed = unitsFit(texts.join('、'));
  return listed > broken.responsible
    ? { ...broken, lead: listed, responsible: listed, task: Math.min(broken.task, -2) }
    : broken;
}

/** '2025年6月底前', '3月至5月，并长期坚持': days, with little beside them. */
function saysWhen(flat: string): boolean {
  if (flat.length > LONGEST_TIME || /[。;]./.test(flat)) return false;
  if (ONGOING.test(flat)) return true;
  const days = writtenDays(flat, 2000);
  const told = days.reduce((sum, { start, end }) => sum + end - start, 0);
  return days.length > 0 && flat.length - told <= MOST_BESIDE;
}

/** What a name ends with is told by no more signs. */
export const LONGEST_END = 40;

/** A document is gone through several times, and its cells repeat: so many of them are not worked out again. */
const MOST_KNOWN = 5000;
const known = new Map<string, Fits>();

function fitsOfText(flat: string): Fits {
  const found = known.get(flat);
  if (found) return found;
  const fits = workedOut(flat);
  if (known.size >= MOST_KNOWN) known.clear();
  if (flat.length <= LONG_TASK) known.set(flat, fits);
  return fits;
}

function workedOut(flat: string): Fits {
  const isNumber = NUMBER.test(flat);
  const isTime = saysWhen(flat);
  // '2025年5月20' and '日前' are parts of one cell.
  const isTorn = /[\d年]$/.test(flat) || /^[日月前底内]{1,2}$/.test(flat);
  const units = isNumber || isTime ? 0 : unitsFit(flat);
  const task = isNumber
    ? -6
    : isTime
      ? -3
      : units >= 4
        ? flat.includes('、')
          ? -2
          : 0
        : flat.length < 4
          ? -1
          : units === PARTLY
            ? 0.5
            : 2 - Math.max(0, flat.length - LONG_TASK) / 40;
  return {
    number: isNumber ? 5 : -6,
    time: isTime ? (isTorn ? 2 : flat.endsWith('月') ? 3.5 : 4) : flat.length <= 6 && units < 4 && !isNumber ? 0 : -5,
    lead: units,
    responsible: units,
    task,
    phase: task,
    other:
      isNumber || isTorn ? -2 : isPersonName(flat) ? 2 : flat.length <= 40 ? (isTime || units >= 4 ? -2 : -0.3) : -1,
  };
}

/** '牵头单位:县水利局' in a cell that says itself who leads. */
export const LABELLED = /^(?:牵头|责任|配合|主办|协办|参与|参加)(?:单位|部门|科室)?:/;
/** '建设自助服务区' ends like a body and is work. */
const DOES =
  /^(?:增设|设立|设置|新建|新增|建设|建立|建成|推进|推行|推动|开展|完善|加强|加快|实施|落实|组织|制定|编制|强化|优化|规范|提升|打造|培育|支持|改造|清理|整治|排查|深化|扩大|健全|严格|做好|抓好)/;

/** A name that says of which place it is; that of a place is no longer than eight signs. */
export const OF_PLACE = /^(?:各|国家|国网|全?[省市县区州旗镇乡])/u;
/** '跨省通办县行政审批局': the end of a task before a unit. */
const GLUED =
  /^.{9,}[省市县区州旗](?:级)?[\p{Script=Han}]{2,14}[局委办厅院会部]$|[局委办厅部](?=[省市县区镇乡][\p{Script=Han}]{2,}[局委办厅部])/u;
/** What names are worth that say of which place they are. */
export const OF_PLACE_POINTS = 4.5;
/** '推动高频事项跨省通办' ends like a body. */
const WEAK_END = /[办会室站所队组企处科股厂库港矿团线点员主店区]$/;
const LONG_NAME = 8;
/** What a list is worth of which one name is none. */
const PARTLY = 1.1;

/** 4 for a list of bodies, less for what is one in part: a name that the cell's width broke. */
function unitsFit(flat: string): number {
  if (flat.length <= LONGEST_UNITS && LABELLED.test(flat)) return BODY_END.test(flat.slice(-LONGEST_END)) ? 4.2 : 1;
  if (flat.length > LONGEST_UNITS || /[。;]/.test(flat)) return -5;
  const names = unitsOf(flat.replace(/^[、,]|[、,]$/g, ''), 'responsible');
  const bodies = names.filter(({ start, end }) => BODY_END.test(flat.slice(start, end))).length;
  const isNamed = names.every(({ start, end }) => !/[\d%]/.test(flat.slice(start, end)));
  if (names.length > 0 && bodies === names.length && isNamed && !DOES.test(flat)) {
    const glued = names.some(({ start, end }) => GLUED.test(flat.slice(start, end)));
    if (glued || names.every(({ start, end }) => end - start <= 2)) return 1;
    const others = names.map(({ start, end }) => flat.slice(start, end)).filter((name) => !OF_PLACE.test(name));
    if (others.length < names.length) return others.some((name) => WEAK_END.test(name)) ? 2.5 : OF_PLACE_POINTS;
    return flat.length >= LONG_NAME && names.length === 1 && WEAK_END.test(flat) ? 2 : 4;
  }
  if (bodies > 0 && flat.includes('、')) return DOES.test(flat) ? -1.5 : PARTLY;
  return flat.length <= 14 && names.length > 0 ? -1.5 : -4;
}
