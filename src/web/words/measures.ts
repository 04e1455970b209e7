import { type Catalogue, say } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'chase-rest-day': () => say(422, '今天是休息日', '今天是休息日，不发催办。', '请在下一个工作日催办；所写内容都在。'),
  'chase-nobody': () => say(422, '没有选择单位', '没有选择要催办的单位。', '请至少勾选一个单位。'),
  'chase-words-missing': () => say(422, '缺少内容', '请写明催办内容。', '填写后再发出。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  chased: '催办已放入发件箱，并记入留痕。',
  'chased-nobody': '这次没有发出催办，原因见下。',
  consolidated: '汇总已放入报送草稿，请核对后再报送。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = { chase: '催办' };
