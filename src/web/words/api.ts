import { type Catalogue, say, word } from '../said.js';

const WHY_NOT: Readonly<Record<string, string>> = {
  answered: '本期已报送',
  asking: '有延期申请等待审批',
  returned: '报告刚刚退回，两个工作日内不催',
  'said-today': '今天已给这个单位发过提醒或催办',
  'own-unit': '不能催办本单位',
};

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'which-one': (f) =>
    say(422, '没有指明', `这个事项有几件${word(f, 'thing')}可办，没有指明是哪一件。`, '请写明编号后再提交。'),
  'key-reused': () => say(422, '幂等键已用过', '这个 Idempotency-Key 已用于另一次提交。', '请为每次提交换一个新的键。'),
  'key-malformed': () =>
    say(422, '幂等键有误', 'Idempotency-Key 应是 8 至 64 个字母、数字、“-”或“_”。', '请更正请求头后再提交。'),
  'not-chased': (f) =>
    say(409, '没有催办', `没有发出催办：${WHY_NOT[word(f, 'why')] ?? '没有需要催办的事项'}。`, '请看过最新情况再办。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {};
