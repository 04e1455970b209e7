import { type Catalogue, say } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'rules-unchanged': () => say(422, '没有变化', '各项规则与现在的相同，不需要保存。', '请修改后再保存。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  'rules-changed': '规则已保存，今后的邮件按新规则发送；已发出的不受影响。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = { 'change-rules': '修改邮件规则' };
