import { type Catalogue, type Facts, say, word } from '../said.js';

const fileOf = (f: Facts) => (word(f, 'name') === '' ? '这个文件' : `“${word(f, 'name')}”`);
const KEPT = '没有导入，也没有改动任何内容。';
const SAVE_AS = '请在WPS或Word中另存为 .docx（或转为带文字的 .pdf）后再试。';
const CHECK = '请确认文件能在WPS、Word或PDF阅读器中正常打开，再重新选择。';

/** Broken rules, by code: a document that is to be read as a plan. */
export const CODES: Catalogue = {
  'carrier-empty': (f) => say(422, '文件是空的', `${fileOf(f)}是空文件，没有内容。`, '请确认选对了文件。', KEPT),
  'carrier-large': (f) =>
    say(422, '文件过大', `${fileOf(f)}超过20MB。`, '请去掉其中的图片，或另存为文本后再试。', KEPT),
  'carrier-kind': (f) =>
    say(422, '不能读取这种文件', `不能读取 .${word(f, 'ending')} 格式，${fileOf(f)}没有读取。`, SAVE_AS, KEPT),
  'carrier-mismatch': (f) =>
    say(422, '内容与文件名不符', `${fileOf(f)}的内容不是${word(f, 'kind')}，与文件名不一致。`, SAVE_AS, KEPT),
  'carrier-macro': (f) =>
    say(422, '文件含有宏', `${fileOf(f)}含有宏，不予读取。`, '请另存为不含宏的 .docx 后再试。', KEPT),
  'carrier-locked': (f) =>
    say(422, '文件设有密码', `${fileOf(f)}设有密码，打不开。`, '请取消密码后另存一份再试。', KEPT),
  'carrier-broken': (f) => say(422, '文件打不开', `${fileOf(f)}打不开：${word(f, 'reason')}。`, CHECK, KEPT),
  'carrier-bomb': (f) =>
    say(422, '文件不能读取', `${fileOf(f)}解压后过大，不予读取。`, '请换一个文件，或另存一份后再试。', KEPT),
  'carrier-scan': (f) =>
    say(
      422,
      '没有文字',
      `${fileOf(f)}是扫描件或图片，其中没有可读取的文字。`,
      '请先识别成文字，核对无误后另存为 .docx 或 .txt 再试。',
      KEPT,
    ),
  'carrier-long': (f) =>
    say(
      422,
      '文件过长',
      `${fileOf(f)}有${word(f, 'much')}，最多读取${word(f, 'most')}。`,
      '请只保留方案正文和附件后再试。',
      KEPT,
    ),
  'carrier-heavy': (f) =>
    say(
      422,
      '文件读不完',
      `${fileOf(f)}过于复杂，在规定的时间和内存内没有读完。`,
      '请在WPS或Word中另存为文本（.txt）后再试。',
      KEPT,
    ),
  'carrier-cells': (f) =>
    say(422, '表格填写有误', `${fileOf(f)}还不能读成方案：${word(f, 'faults')}。`, '请在表格中改正后再试。', KEPT),
  'carrier-exported': (f) =>
    say(
      422,
      '这是导出的方案',
      `${fileOf(f)}不是印发的文件，而是数据文件。`,
      '如是本系统导出的方案，请用 npm run luoshi -- import 文件.json 导入，或在“导入方案”页上传。',
      KEPT,
    ),
  'carrier-json': (f) =>
    say(
      422,
      '不是导出的方案',
      `${fileOf(f)}不是本系统导出的方案，或者内容不完整（${word(f, 'place')}）。`,
      '请重新导出后再导入。',
      KEPT,
    ),
  'carrier-text': (f) =>
    say(422, '不是文本', `${fileOf(f)}不是文本，或不是 UTF-8、UTF-16、GB18030 编码。`, SAVE_AS, KEPT),
};

export const NOTICES: Readonly<Record<string, string>> = {};
export const ACTS: Readonly<Record<string, string>> = {};
