import { ASSIGNMENT } from '../domain/lifecycle.js';
import { ACTS } from './words/all.js';

const PLAN_ACTS: Readonly<Record<string, string>> = {
  import: '导入方案',
  activate: '启用方案',
  'settle-finding': '核对疑点',
};

/** An act of the history in the office's words. */
export function actWords(act: string): string {
  return PLAN_ACTS[act] ?? ACTS[act] ?? ASSIGNMENT.acts.find((row) => row.act === act)?.label ?? act;
}
