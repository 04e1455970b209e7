import { type Facts, type Said, say, word, type Catalogue } from './said.js';
import * as features from './words/all.js';

export type { Said };

const MISSING: Readonly<Record<string, string>> = {
  title: '没有找到方案标题',
  measures: '没有找到工作措施（如“四、工作措施”下的（一）（二）……）',
  duties: '没有找到责任分工（如“牵头单位：……；责任单位：……”）',
  phases: '没有找到实施步骤的各个阶段（如“（一）……（2020年6月30日前）”）',
  deadlines: '有的阶段没有写明到期日',
  backwards: '有的阶段到期日早于开始日',
};

/** The catalogue of broken rules (zh-CN): one entry a code, the only place where their words stand. */
const CATALOGUE: Catalogue = {
  ...features.CODES,
  'not-found': (f) =>
    say(404, '没有找到', `没有这个${word(f, 'thing') || '页面'}，或者您无权查看。`, '请从首页重新进入。'),
  'not-allowed': () => say(403, '无权办理', '您的岗位不能做这项操作。', '如确需办理，请联系领导小组办公室。'),
  'not-signed-in': () => say(401, '请先登录', '查看这一页需要先登录。', '请登录后再试。'),
  'foreign-form': () => say(403, '未接受', '这个表单不是从本系统的页面提交的。', '请回到页面重新填写提交。'),
  stale: (f) => say(409, '内容已变化', `这个${word(f, 'thing')}刚刚被别人处理过。`, '请刷新页面，看过最新情况再办。'),
  'act-not-open': (f) =>
    say(
      409,
      '现在不能办理',
      `${word(f, 'thing')}目前是“${word(f, 'stage')}”，不能“${word(f, 'act')}”。`,
      '请刷新页面查看最新状态。',
    ),
  'reason-missing': (f) => say(422, '缺少理由', `“${word(f, 'act')}”必须写明理由。`, '请填写理由后再提交。'),
  'clock-backward': () => say(422, '时钟不能倒拨', '演示时钟只能往后拨，不能回到过去。', '请选择当前时间之后的日期。'),
  'bad-input': (f) =>
    say(422, '填写有误', `${word(f, 'field')}：${word(f, 'problem')}。`, '请返回上一页更正后再提交，已填内容仍在。'),
  busy: () => say(503, '系统正忙', '同时办理的人太多，这次没有排上。', '请稍候几秒再试。'),
  'plan-incomplete': (f) =>
    say(
      422,
      '方案不完整',
      `这份文件还不能作为实施方案导入：${(f.missing as string[]).map((code) => MISSING[code]).join('；')}。`,
      '请确认选对了文件；如是正文不全，补全后再导入。',
    ),
  settings: (f) =>
    say(
      500,
      '设置有误',
      `设置有误：\n${(f.problems as string[]).map((p) => `  · ${p}`).join('\n')}`,
      '请更正环境变量或 .env 文件后再启动。',
    ),
  'data-dir': (f) =>
    say(
      500,
      '数据目录不可用',
      `数据目录 ${word(f, 'dir')} 不能创建或写入（${word(f, 'reason')}）。`,
      '请检查目录权限，或用 LUOSHI_DATA 另指定目录。',
    ),
  usage: (f) => say(422, '命令有误', `${word(f, 'problem')}。\n${word(f, 'help')}`, '请改正命令后再运行。'),
  'cannot-listen': (f) =>
    say(
      500,
      '不能监听',
      `不能在 ${word(f, 'host')}:${word(f, 'port')} 上监听（${word(f, 'reason')}）。`,
      '请检查 HOST 和 PORT：HOST 应是本机的地址，1024 以下的端口需要权限。',
    ),
  'port-taken': (f) =>
    say(500, '端口被占用', `端口 ${word(f, 'port')} 已被别的程序占用。`, '请停掉那个程序，或用 PORT 另指定端口。'),
  'database-newer': () =>
    say(500, '数据库版本较新', '数据库是由更新版本的落实建立的，本版本不能打开。', '请升级程序后再启动。'),
  'database-damaged': (f) =>
    say(500, '数据库有损坏', `数据库检查未通过：${word(f, 'problems')}。`, '请不要继续使用，从最近的备份恢复。'),
  'database-unreachable': (f) =>
    say(
      500,
      '数据库打不开',
      `数据库打不开：${word(f, 'reason')}。`,
      '请检查 DATABASE_URL 或 LUOSHI_DATA 的设置和权限。',
    ),
  'storage-full': () => say(507, '磁盘已满', '服务器磁盘已满，这次没有存上。', '请管理员清理磁盘；此前的内容都在。'),
  'nested-write': () => say(500, '出错了', '程序内部出错（写入嵌套）。', '请稍后再试；如反复出现，请告知管理员。'),
  'no-such-option': () => say(422, '没有这个选项', '所选的现在已经没有了', '请按现在的内容重新选择。'),
  'clock-too-far': (f) => say(422, '日期太远', `演示时钟最远拨到${word(f, 'last')}。`, '请选择较近的日期。'),
  'no-file': (f) =>
    say(422, '读不到文件', `读不到文件 ${word(f, 'file')}：${word(f, 'reason')}。`, '请检查路径和权限。'),
};

/** The words for a broken rule; a code that has none is said as it stands, for whoever looks after the program. */
export function wordsFor(code: string, facts: Facts): Said {
  return (
    CATALOGUE[code]?.(facts) ?? say(500, '出错了', `程序出错（${code}）。`, '请稍后再试；如反复出现，请告知管理员。')
  );
}

/** Whether the catalogue knows a code; the contract test holds every thrown code to it. */
export function hasWords(code: string): boolean {
  return Object.hasOwn(CATALOGUE, code);
}

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(features.NOTICES),
  ['finding-alias', '已确认是同一单位，名称已记入别名。'],
  ['finding-noted', '已记下，不再提示。'],
  ['activated', '方案已启用，交办通知已放入发件箱。'],
  ['clock-moved', '演示时钟已拨动，期间该发的邮件都已发出。'],
]);
