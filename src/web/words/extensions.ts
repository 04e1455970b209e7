import { type Catalogue, say, word } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'extension-pending': () =>
    say(409, '已有申请', '这个事项已有一份延期申请在等审批。', '如需改动，请先撤回原申请再重新提出。'),
  'extension-late': (f) =>
    say(422, '申请太迟', `延期须在到期日${word(f, 'due')}之前提出。`, '请在进展报告里说明情况。'),
  'extension-close': (f) =>
    say(
      422,
      '申请太迟',
      `延期须在到期前第${word(f, 'ahead')}个工作日以前提出，最后一天是${word(f, 'last')}。`,
      '请按原期限办理；确有困难的，请在进展报告的“需协调事项”中说明。',
    ),
  'extensions-used-up': (f) =>
    say(422, '次数已满', `同一事项最多申请${word(f, 'most')}次延期。`, '请按现有期限办理，并在进展报告中说明困难。'),
  'extension-words-missing': (f) => say(422, '缺少内容', `请写明${word(f, 'what')}。`, '填写后再提交。'),
  'extension-day-early': (f) => say(422, '日期不对', `应晚于目前的到期日${word(f, 'due')}。`, '请选择更晚的日期。'),
  'extension-day-past': () => say(422, '日期不对', '应是今天或以后的日期。', '请选择今天或以后的日期。'),
  'extension-day-rest': (f) => say(422, '是休息日', `应是工作日：${word(f, 'why')}。`, '请另选日期。'),
  'extension-needs-deputy': () =>
    say(
      422,
      '须报副组长审批',
      '第二次申请，或者延至方案最后期限以后，须报副组长审批，办公室不能直接同意。',
      '请选择“报副组长审批”，待副组长审定后再录入。',
    ),
  'opinion-missing': () => say(422, '缺少意见', '请写明办公室意见。', '填写后再提交。'),
  'deputy-missing': () => say(422, '缺少姓名', '请写明报哪位副组长审批。', '填写后再提交。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  'extension-asked': '延期申请已提交，审批前仍按原期限办理。',
  'extension-withdrawn': '延期申请已撤回。',
  'extension-grant': '已同意延期，到期日已改，结果已通知单位。',
  'extension-endorse': '已报副组长审批，审定后请在这里录入。',
  'extension-refuse': '已记下不同意，结果已通知单位。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  'ask-extension': '申请延期',
  'withdraw-extension': '撤回延期申请',
  'endorse-extension': '延期申请报副组长审批',
  'grant-extension': '同意延期',
  'refuse-extension': '不同意延期',
};
