import { ASSIGNMENT } from '../domain/lifecycle.js';
import { ACTS } from './words/all.js';

const PLAN_ACTS: Readonly<Record<string, string>> = {
  import: '导入方案',
  activate: '启用方案',
  'settle-finding': '核对疑点',
  'close-plan': '结束方案',
  'reopen-plan': '重新启动方案',
};

/** An act of the history in the office's words. */
export function actWords(act: string): string {
  return PLAN_ACTS[act] ?? ACTS[act] ?? ASSIGNMENT.acts.find((row) => row.act === act)?.label ?? act;
}

/** Every act with its words, one line for acts that are called the same: what a history may be narrowed to. */
export function actChoices(): [act: string, words: string][] {
  const called = new Map<string, string>();
  for (const act of EVERY_ACT) if (!called.has(actWords(act))) called.set(actWords(act), act);
  return [...called].map(([words, act]) => [act, words]);
}

/** All acts that are called as this one is. */
export function actsCalled(act: string): string[] {
  return EVERY_ACT.filter((other) => actWords(other) === actWords(act));
}

const EVERY_ACT = [
  ...new Set([...Object.keys(PLAN_ACTS), ...ASSIGNMENT.acts.map(({ act }) => act), ...Object.keys(ACTS)]),
];
