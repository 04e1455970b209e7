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
const LONGEST_UNITS = 400;
/** A task is seldom longer, prose is. */
const LONG_TASK = 160;

/** Those of nothing: an empty cell stands everywhere. */
export const NO_FITS: Fits = { number: 0, time: 0, lead: 0, responsible: 0, task: 0, phase: 0, other: 0 };

/** The points of a piece in every column. */
export function fitsOf(clean: CleanText, piece: Range): Fits {
  if (piece.end === piece.start) return NO_FITS;
  const flat = clean.flat.slice(piece.start, piece.end);
  const isNumber = NUMBER.test(flat);
  const isTime =
    flat.length <= LONGEST_TIME && (ONGOING.test(flat) || (writtenDays(flat, 2000).length > 0 && !/[。;]./.test(flat)));
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
          : 2 - Math.max(0, flat.length - LONG_TASK) / 40;
  return {
    number: isNumber ? 5 : -6,
    time: isTime ? 4 : flat.length <= 6 && units < 4 && !isNumber ? 0 : -5,
    lead: units,
    responsible: units,
    task,
    phase: task,
    other: isNumber ? -2 : isPersonName(flat) ? 2 : flat.length <= 40 ? (isTime || units >= 4 ? -2 : 0) : -1,
  };
}

/** '牵头单位:县水利局' in a cell that says itself who leads. */
const LABELLED = /^(?:牵头|责任|配合|主办|协办|参与|参加)(?:单位|部门|科室)?:/;
/** '建设自助服务区' ends like a body and is work. */
const DOES =
  /^(?:增设|设立|设置|新建|新增|建设|建立|建成|推进|推行|推动|开展|完善|加强|加快|实施|落实|组织|制定|编制|强化|优化|规范|提升|打造|培育|支持|改造|清理|整治|排查|深化|扩大|健全|严格|做好|抓好)/;

/** 4 for a list of bodies, less for what is one in part: a name that the cell's width broke. */
function unitsFit(flat: string): number {
  if (flat.length <= LONGEST_UNITS && LABELLED.test(flat)) return 4;
  if (flat.length > LONGEST_UNITS || /[。;]/.test(flat)) return -5;
  const names = unitsOf(flat.replace(/^[、,]|[、,]$/g, ''), 'responsible');
  const bodies = names.filter(({ start, end }) => BODY_END.test(flat.slice(start, end))).length;
  const isNamed = names.every(({ start, end }) => !/[\d%]/.test(flat.slice(start, end)));
  if (names.length > 0 && bodies === names.length && isNamed && !DOES.test(flat)) return 4;
  if (bodies > 0 && flat.includes('、')) return DOES.test(flat) ? -1.5 : 1;
  return flat.length <= 14 && names.length > 0 ? -1.5 : -4;
}
