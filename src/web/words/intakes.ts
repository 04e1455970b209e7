import { type Catalogue, say, word } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'intake-over': (f) =>
    f['started']
      ? say(409, '已经启用', '这份导入稿已经启用为方案。', '请到“方案”中查看；要改动，请用“更正方案”。')
      : say(409, '已经放弃', '这份导入稿已经放弃。', '请重新导入文件。'),
  'intake-nothing': () => say(422, '没有文件', '请选择文件，或把正文粘贴到下面。', '选一样即可。'),
  'intake-both': () => say(422, '两样都有', '既选了文件又粘贴了正文，不知道以哪个为准。', '请只留一样。'),
  'intake-unread': () =>
    say(
      422,
      '没有读出内容',
      '没有读出标题、工作措施、阶段或领导小组：找的是“……实施方案”、“（一）……（牵头单位：……；责任单位：……）”、“（2020年6月30日前）”、“组长：……”这样的写法。',
      '请核对是不是实施方案全文；没有印发文件的，请用上面的“方案填写表”。',
    ),
  'intake-too-long': () => say(422, '正文太长', '正文超过50万字。', '请确认粘贴的是方案本身，不含其他材料。'),
  'intake-phase-backwards': () => say(422, '日期有误', '开始日期晚于完成时限。', '请核对后再保存。'),
  'intake-no-end': () =>
    say(422, '没有日期', '各项措施都没有写完成时限，请填写一个截止日期。', '全部措施将在这一天到期。'),
  'intake-member-line': (f) =>
    say(422, '写法有误', `第${word(f, 'line')}行读不出职务和姓名，应是“组长 张三 县委副书记”这样的一行。`, '请更正。'),
  'intake-no-unit': () => say(422, '没有这个单位', '没有这个单位。', '请重新选择，或在“或改为”里写单位名称。'),
  'intake-stale': () =>
    say(409, '内容已变化', '导入稿刚刚被别人改过，这一处没有保存。', '页面已是最新内容，填写的还在，请核对后再保存。'),
  'intake-doubts': (f) =>
    say(422, '尚待核对', `还有${word(f, 'count')}处疑点或情况没有核对。`, '请先逐条核对，或勾选“我已核对，仍要启用”。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  'plan-imported': '已导入，现为草稿；请核对后启用，启用以前不发邮件。',
  'intake-taken': '已读出文件内容，请核对右边各项；没有启用以前不会发出任何邮件，可以随时离开、下次接着核对。',
  'intake-known': '这份文件已经导入过，还没有启用，请接着核对这一份；要重新读取，请先放弃它再导入。',
  'intake-saved': '已保存。',
  'intake-dropped': '已放弃这份导入稿。',
  'intake-partly-compared': '已收起这份导入稿，没有更正的地方不再对照。',
  'intake-compared': '对照完毕，已收起这份导入稿，方案按更正后的继续。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  'take-in': '导入文件',
  'drop-intake': '放弃导入稿',
};
