import { type Catalogue, say } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'holiday-not-own': () => say(422, '没有登记', '这一天没有办公室登记的安排，本来就按程序自带的安排。', '请核对日期。'),
  'holidays-same': () => say(422, '没有变化', '与已登记的安排完全相同，不需要保存。', '请核对日期和安排。'),
  'holidays-changed': () =>
    say(409, '安排有变化', '打开页面之后放假安排又有了改动，请再看一遍。', '核对无误后再保存。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  'holidays-changed': '放假安排已保存，今后的提醒按新安排发送；到期日不变。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = { 'change-holidays': '登记放假安排' };
