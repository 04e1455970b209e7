import { type Catalogue, say, word } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'report-empty': () => say(422, '没有可报的内容', '没有选择要报送的事项。', '请至少选择一项。'),
  'report-words-missing': () => say(422, '缺少内容', '请写明本期进展。', '填写后再提交。'),
  'open-units-missing': (f) =>
    say(422, '缺少说明', `尚未办结的单位需各写一句说明：${word(f, 'units')}。`, '填写后再提交。'),
  'link-over': () =>
    say(
      404,
      '链接已失效',
      '这个链接不完整、已被停用，或者它所涉及的事项都已销号。',
      '请打开最近一封邮件中的链接，或登录后办理；也可联系领导小组办公室。',
    ),
  'indicator-taken': () => say(422, '已有这个指标', '这项措施下已有同名的指标。', '请换一个名称。'),
  'draft-taken': () =>
    say(
      409,
      '另有一份草稿',
      '这份草稿在别处又存过一次，您这一份还没有存上。',
      '请核对两份内容，再存一次即以您的为准。',
    ),
  'report-stale': (f) => say(409, '内容已变化', `“${word(f, 'item')}”刚刚有人报过。`, '请核对两份内容后再报。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  'report-filed': '已报送，待办公室审核。审核前可以撤回。',
  'draft-kept': '草稿已存好，本单位的人都可以接着填。',
  'report-withdrawn': '已撤回，可以改好后再报。',
  'all-acknowledged': '已全部签收，并记入留痕。',
  'indicator-added': '已增加指标，有关单位填报时会看到。',
  'links-revoked': '已停用此前发给本单位的全部邮件链接，新邮件带新链接。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  'revoke-links': '停用邮件链接',
  'ask-indicator': '增加指标',
};
