import { type Catalogue, say } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'instruction-words-missing': () => say(422, '缺少内容', '请写明批示内容。', '填写后再提交。'),
  'leader-missing': () => say(422, '缺少姓名', '请写明是哪位领导的批示。', '填写后再提交。'),
  'leader-unknown': () => say(422, '没有这位领导', '请从列出的领导中选择。', '选择后再提交。'),
  'instruction-unit-foreign': () => say(422, '单位不对', '请选择本方案中的单位。', '选择后再提交。'),
  'instruction-item-foreign': () =>
    say(422, '事项不对', '这个事项不是所选单位的。', '请选择该单位的事项，或者不选事项。'),
  'instruction-day-past': () => say(422, '日期不对', '应是今天或以后的日期。', '请选择今天或以后的日期。'),
  'instruction-answer-missing': () => say(422, '缺少内容', '请写明办理情况。', '填写后再提交。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  instructed: '批示已记下，通知已放入发件箱。',
  'instruction-answered': '办理情况已报送，等办公室审核。',
  'instruction-finish': '批示已办结。',
  'instruction-continue': '已请单位继续办理，通知已放入发件箱。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  instruct: '作出批示',
  'answer-instruction': '报批示办理情况',
  'finish-instruction': '批示办结',
  'continue-instruction': '批示请继续办理',
};
