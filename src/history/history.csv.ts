import { momentOf } from '../clock.js';
import { joined } from '../domain/sentences.js';
import { type HistoryLine } from '../storage/stores/history.js';
import { actWords } from '../web/act-words.js';
import { entryWords } from './entry-words.js';

/** The heading of the spreadsheet. */
export const COLUMNS = ['时间', '人员', '操作', '方案', '对象', '变化前', '变化后', '理由', '其他', '原始记录'];

/** One entry as its cells. */
export function historyCells(entry: HistoryLine): string[] {
  const { about, before, after, reason, notes } = entryWords(entry);
  const at = momentOf(entry.at);
  return [
    ...[`${at.today} ${at.time}`, entry.actor, actWords(entry.act), entry.planTitle ?? '', about],
    ...[before, after, reason, joined(notes), entry.facts],
  ];
}
