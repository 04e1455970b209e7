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
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  acted: '已办理，并记入留痕。',
  'report-accepted': '已审核通过，并记入留痕。',
  'report-returned': '已退回重报，理由随邮件告知报送单位。',
  'reports-accepted': '勾选的报告已采用，并记入留痕。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  'accept-report': '采用报告',
  'return-report': '退回报告',
};
