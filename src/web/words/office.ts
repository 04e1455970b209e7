import { type Catalogue, say, word } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'report-reviewed': (f) =>
    say(
      409,
      '已经审核',
      `这份报告已由${word(f, 'by')}于${word(f, 'on')}审核，结果是“${word(f, 'stage')}”。`,
      '请刷新页面查看审核结果。',
    ),
  'checks-missing': (f) =>
    say(
      422,
      '审核要点未勾全',
      `办结须五项要点全部符合，还缺：${word(f, 'missing')}。`,
      '请逐项核对后勾选；有不符合的，请退回重报。',
    ),
  'start-unchecked': () =>
    say(422, '启用前请核对', '请核对上面的提示，确认无误后勾选。', '勾选“我已核对，仍要启用”，再启用方案。'),
  'plan-closed': () =>
    say(409, '方案已结束', '这个方案已经结束，只能查看，不再办理。', '确需办理的，请领导小组办公室先重新启动方案。'),
  'summary-missing': () => say(422, '缺少总结', '请写明总结。', '填写总结后再结束方案。'),
  'close-unchecked': () =>
    say(422, '结束前请核对', '还有未办结的内容，请核对后勾选。', '勾选“我已核对，仍要结束”，再结束方案。'),
  'reopen-day-missing': (f) =>
    say(422, '缺少期限', `原到期日${word(f, 'day')}已过，请填写新的到期日。`, '填写后再提交。'),
  'reopen-day-past': () => say(422, '期限太早', '新的到期日应晚于今天。', '请改选以后的日期。'),
  'mail-not-parked': () =>
    say(
      409,
      '邮件已有变化',
      '这封邮件已不在“暂存”或“未发出”之列，可能刚刚由别人放行或重发。',
      '请在发件箱查看它的最新状态。',
    ),
  'mail-moved': () =>
    say(409, '邮件已有变化', '这封邮件刚刚已发出，或已由别人处理。', '请看它的最新状态，再决定是否办理。'),
  'mail-on-ladder': () =>
    say(
      409,
      '请在待办中决定',
      '这封督促提醒送县领导，是否发出由办公室在“待办”中决定。',
      '请到“待办”中打开它，放行或不发。',
    ),
  'mail-resent-enough': () =>
    say(422, '重发次数已多', '这封邮件已重发九次，不再重发。', '请改用电话联系收件单位，并核对收件地址。'),
  'mail-without-address': (f) =>
    say(422, '还没有收件地址', `${word(f, 'unit')}还没有登记联络员的邮箱。`, '请先登记联络员邮箱，再放行或重发。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  acted: '已办理，并记入留痕。',
  'plan-closed': '方案已结束：页面仍可查看，不再发邮件。',
  'plan-reopened': '方案已重新启动，并记入留痕。',
  declined: '已退回交办，待办公室答复。',
  'report-accepted': '已审核通过，并记入留痕。',
  'report-returned': '已退回重报。十分钟后（在发信时段内）把理由发给报送单位；接着退回同一单位的合为一封。',
  chased: '催办已放入发件箱，编号留存备查。',
  'mail-released': '邮件已放回发件箱，即将发出。',
  'test-mail-queued': '测试邮件已放入发件箱；收到即正常，几分钟后仍未收到请看发件箱里的原因。',
  'mail-hold': '已暂缓，放行前不发出，并记入留痕。',
  'mail-release': '已放行，即将发出，并记入留痕。',
  'mail-cancel': '已取消，不再发出，并记入留痕。',
  'mail-resend': '重发的邮件已放入发件箱，即将发出，并记入留痕。',
  'escalation-released': '已放行，即将发出，并记入留痕。',
  'escalation-tomorrow': '已放行。该领导当天已有我办邮件，这封在下一个工作日上午发出。',
  'escalation-settled': '所列事项都已有进展，不再发出，并记入留痕。',
  'escalation-cancelled': '已记录不发，本级不再提请；仍未办结的，到下一级时限再提请办公室决定。',
  'reports-accepted': '勾选的报告已采用，并记入留痕。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  'accept-report': '采用报告',
  'return-report': '退回报告',
  'release-mail': '放行邮件',
  'resend-mail': '重发邮件',
  'hold-mail': '暂缓邮件',
  'test-mail': '发测试邮件',
  'cancel-mail': '取消邮件',
  'release-escalation': '放行督促提醒',
  'cancel-escalation': '督促提醒不发',
};
