import { type Catalogue, say, word } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {
  'plan-not-running': () => say(409, '方案未在运行', '方案还没有启用或已经结束，不能检查验收。', '请先启用方案。'),
  'inspection-empty': () =>
    say(422, '没有可检查的事项', '按所选范围没有已办结待验收的事项。', '请换一个阶段，或把未办结的也列入。'),
  'sample-size': (f) =>
    say(
      422,
      '抽取数量不对',
      `可抽的事项共${word(f, 'pool')}项，抽取数量应在1到${word(f, 'pool')}之间。`,
      '请更正抽取数量。',
    ),
  'inspection-closed': () => say(409, '批次已结束', '这个检查批次已经结束。', '如需再查，请另建一个批次。'),
  'inspection-unfinished': (f) =>
    say(409, '还有事项未作结论', `这个批次还有${word(f, 'left')}项没有检查结论。`, '请逐项作出结论后再结束批次。'),
  'item-concluded': (f) =>
    say(
      409,
      '已有结论',
      `${word(f, 'by')}已于${word(f, 'on')}作出结论：${word(f, 'conclusion')}。`,
      '请核对两份内容；结论不能改写，如有出入请另行检查。',
    ),
  'conclusion-words': (f) => say(422, '缺少内容', `请写明${word(f, 'label')}。`, '填写后再提交。'),
  'close-tests': (f) =>
    say(
      422,
      '五项标准未全部达到',
      `达标、基本达标须五项标准都达到，还缺：${word(f, 'missing')}。`,
      '请核实后勾选，或改为不达标。',
    ),
  'findings-missing': (f) =>
    say(422, '缺少问题', `不达标须写明1到${word(f, 'most')}个问题。`, '请写明问题事实、对照标准、整改要求和期限。'),
  'deadline-missing': () => say(422, '缺少期限', '请填写下一轮整改期限。', '填写后再提交。'),
  'deadline-past': () => say(422, '期限太早', '整改期限应晚于今天。', '请改选以后的日期。'),
  'evidence-missing': () =>
    say(422, '缺少佐证', '整改情况须附佐证，至少上传一份文件。', '请先上传佐证再报送，已填内容都在。'),
  'took-part': (f) =>
    say(
      403,
      '应当回避',
      `您参加过${word(f, 'number')}的检查。原检查人不得复查，也不得答复异议；同一人换用其他账号、检查办公室本单位的事项也是如此。`,
      '请由没有参加这次检查的人员办理。',
    ),
  'objection-late': (f) =>
    say(
      422,
      '已过异议期',
      `提出异议的期限是${word(f, 'until')}（含当日），已经过期。`,
      '如有新情况，请与领导小组办公室联系。',
    ),
  'objection-twice': () => say(422, '已提过异议', '对这个问题已经提出过异议。', '请等待答复，或查看已有答复。'),
  'objection-answered': (f) => say(409, '已有答复', `${word(f, 'by')}已经答复这个异议。`, '请刷新页面查看答复。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  'inspection-opened': '检查批次已建立，请逐项检查并作出结论。',
  'inspection-ended': '批次已结束。',
  'item-passed': '结论已记下，该事项已销号。',
  'item-recorded': '结论已记下；该事项尚未办结，未销号。',
  'item-failed': '结论已记下，限期整改通知已放入发件箱。',
  'round-filed': '整改情况已报送，等待复查。',
  'recheck-passed': '复查通过，已告知责任单位。',
  'recheck-failed': '复查未通过，新的期限已告知责任单位。',
  'objection-raised': '异议已提出，30日内答复；异议期间不停止整改。',
  'objection-settled': '异议已答复，已告知责任单位。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  'open-inspection': '建立检查批次',
  'close-inspection': '结束检查批次',
  conclude: '检查结论',
  'submit-rectification': '报送整改情况',
  'recheck-pass': '复查通过',
  'recheck-fail': '复查未通过',
  object: '提出异议',
  'uphold-objection': '异议成立',
  'reject-objection': '异议不成立',
};
