import { longDay } from '../../domain/day.js';
import { type Catalogue, say, word } from '../said.js';

const day = (given: unknown) => (typeof given === 'string' ? longDay(given) : '');

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'tenure-not-yet': () =>
    say(422, '日期未到', '任职日期不能晚于今天。', '请在到岗当天或之后登记；此前邮件仍发给现任。'),
  'tenure-backwards': (f) =>
    say(422, '日期有误', `${word(f, 'name')}自${day(f['day'])}任职，接任日期应晚于这一天。`, '请核对后再提交。'),
  'tenure-overlaps': (f) =>
    say(422, '日期重叠', `${word(f, 'name')}任职至${day(f['day'])}，接任日期应晚于这一天。`, '请核对后再提交。'),
  'same-holder': (f) =>
    say(422, '没有变化', `现任就是${word(f, 'name')}。`, '如只是更换邮箱或电话，请用“更正联系方式”。'),
  'contact-in-use': (f) => say(409, '仍在任', `${word(f, 'name')}仍担任岗位，联系方式不能清除。`, '交接之后才能清除。'),
  'alias-taken': (f) => say(422, '名称已有', `“${word(f, 'name')}”已是一个单位的名称或别名。`, '请核对后再提交。'),
  'unit-unknown': (f) => say(422, '没有这个单位', `没有名称或别名为“${word(f, 'unit')}”的单位。`, '请核对单位名称。'),
  'post-unknown': () => say(422, '没有这个岗位', '应是主要负责人、分管领导、联络员或备用联络员。', '请更正。'),
  'row-twice': (f) => say(422, '重复', `与第${word(f, 'row')}行是同一单位的同一岗位。`, '请删去一行。'),
  'list-faults': (f) => say(422, '名单有误', `名单中有${word(f, 'count')}处需要更正，没有导入。`, '请更正后重新上传。'),
  'list-empty': () => say(422, '没有内容', '名单里没有填写人员。', '请填写姓名等内容后再上传。'),
  'list-no-heading': () =>
    say(422, '没有表头', '没有找到表头，应有“单位、岗位、姓名、邮箱、办公电话、任职日期”各列。', '请用模板填写。'),
  'list-too-long': () => say(422, '名单太长', '名单超过500行。', '请分几次导入。'),
  'list-unreadable': (f) =>
    say(422, '读不出名单', `读不出名单：${word(f, 'reason')}。`, '请另存为 xlsx 或 csv 后再上传。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  'handed-over': '已登记交接，今后的邮件发给继任者。交接单可打印交继任者。',
  'handed-over-without-mail': '已登记交接。继任者还没有登记邮箱，邮件发不到本人，请补登记。交接单可打印交继任者。',
  appointed: '已登记任职，邮件发给本人。',
  'appointed-without-mail': '已登记任职。本人还没有登记邮箱，邮件发不到本人，请补登记。',
  'contact-saved': '联系方式已更正。',
  'alias-added': '别名已登记。',
  'alias-removed': '别名已删除。',
  'posts-filled': '岗位已按方案补齐。',
  'post-added': '岗位已增设。',
  'looked-after': '分管联系单位已登记。',
  'contact-erased': '联系方式已清除，姓名留在历任里。',
  'contacts-imported': '联系人已导入。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  'fill-posts': '按方案设立岗位',
  appoint: '登记任职',
  'hand-over': '岗位交接',
  'save-contact': '更正联系方式',
  'look-after': '登记分管联系单位',
  'erase-contact': '清除联系方式',
  'add-alias': '登记单位别名',
  'recognise-unit': '按简称认定单位',
  'remove-alias': '删除单位别名',
};
