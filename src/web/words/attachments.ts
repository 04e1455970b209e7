import { type Catalogue, type Facts, say, word } from '../said.js';

/** A file by its name; one that was stopped on its way in has none. */
const fileOf = (f: Facts) => (word(f, 'name') === '' ? '有文件' : `“${word(f, 'name')}”`);
const KEPT = '没有保存这个文件；页面上的其他内容都在。';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'upload-none': () => say(422, '没有选择文件', '没有选择文件。', '请先选择文件再上传。', KEPT),
  'upload-empty': (f) =>
    say(422, '文件是空的', `“${word(f, 'name')}”是空文件（0字节）。`, '请确认文件能打开后重新选择。', KEPT),
  'upload-size': (f) => say(422, '文件过大', `${fileOf(f)}超过20MB。`, '请压缩图片或分成几个文件后再上传。', KEPT),
  'upload-many': (f) => say(422, '文件过多', `一次最多上传${word(f, 'most') || 5}个文件。`, '请分几次上传。', KEPT),
  'upload-words': () => say(422, '文字太长', '填写的文字太长，没有收下。', '请删减后再提交。', KEPT),
  'upload-full': (f) =>
    say(422, '文件过多', `这里最多放${word(f, 'most')}个文件。`, '请先移除不需要的，再上传。', KEPT),
  'upload-type': (f) =>
    say(
      422,
      '不能接收这种文件',
      `“${word(f, 'name')}”不是可以接收的文件，或者内容与扩展名不一致；可以接收 ${word(f, 'kinds')}。`,
      '请换成上述格式后再上传。',
      KEPT,
    ),
  'upload-macro': (f) =>
    say(422, '文件含有宏', `“${word(f, 'name')}”含有宏，不能接收。`, '请另存为不含宏的 docx 或 xlsx 后再上传。', KEPT),
  'upload-bomb': (f) =>
    say(
      422,
      '文件不能接收',
      `“${word(f, 'name')}”解压后过大（超过200MB、压缩率超过100倍或内含文件超过1万个）。`,
      '请换一个文件。',
      KEPT,
    ),
  'upload-broken': (f) =>
    say(422, '文件打不开', `${fileOf(f)}打不开：${word(f, 'reason')}。`, '请确认文件能正常打开后重新选择。', KEPT),
  'attachment-handed-in': () =>
    say(409, '已经报送', '这些材料已随报送内容存档，不能再增减。', '如需补充，请在下一次报送时上传。'),
  'attachment-damaged': (f) =>
    say(
      500,
      '文件已损坏',
      `“${word(f, 'name')}”存放在服务器上的文件${word(f, 'how')}，校验未通过。`,
      '请告知管理员从备份恢复，或请上传单位重新提供。',
      '没有把有问题的内容发给您。',
    ),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = { attached: '文件已上传。', detached: '文件已移除。' };

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = { attach: '上传佐证材料', detach: '移除佐证材料' };
