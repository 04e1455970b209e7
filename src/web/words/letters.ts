import { type Catalogue, say, word } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'letter-settled': (f) =>
    say(409, '来信已处理', `这封来信已经${word(f, 'how')}。`, '请刷新页面查看最新情况。', '没有改动来信和草稿。'),
  'letter-nothing-open': (f) =>
    say(
      422,
      '没有可报送的事项',
      `${word(f, 'unit')}目前没有需要报送进展的事项。`,
      '请另选单位，或者不采用这封来信并写明理由。',
    ),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  'letter-given': '已存为该单位的草稿，并发邮件请其确认报送。',
  'letter-dismissed': '已记为不采用。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  'letter-drafted': '来信存为草稿',
  'letter-dismissed': '来信不采用',
};
