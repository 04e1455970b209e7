import { type PasswordFault } from '../../domain/passwords.js';
import { type Catalogue, say, word } from '../said.js';

const PASSWORD_FAULTS: Readonly<Record<PasswordFault, string>> = {
  short: '密码至少8个字',
  long: '密码最多128个字',
  kinds: '大写字母、小写字母、数字、其他字符（含汉字）四类中至少要有三类',
  common: '这个密码太常见，容易被猜到，请换一个',
  login: '密码里不能含有登录名',
  unreadable: '含有不能保存的控制字符，请删去后再提交',
};

/** Broken rules, by code. */
export const CODES: Catalogue = {
  // One sentence for an unknown name, a wrong password, a lock and a disabled account: none can be told from another.
  'sign-in-refused': () =>
    say(
      422,
      '没有登录',
      '登录名或密码不对；同一账号连续5次不对，会锁定15分钟',
      '请核对后再试；忘记密码请联系领导小组办公室。',
    ),
  'code-refused': () =>
    say(
      422,
      '验证码不对',
      '验证码不对，或已经用过；连续5次不对，账号会锁定15分钟',
      '请用手机上当前显示的验证码，等它换了再试。',
    ),
  'password-weak': (f) =>
    say(422, '密码不合要求', PASSWORD_FAULTS[word(f, 'fault') as PasswordFault] ?? '密码不合要求', '请更正后再提交。'),
  'password-again': () => say(422, '两次密码不同', '两次填写的密码不一样', '请重新填写。'),
  'password-wrong': () => say(422, '现用密码不对', '现用密码不对；连续5次不对，账号会锁定15分钟', '请核对后再提交。'),
  'login-unfit': () =>
    say(422, '登录名不合要求', '登录名应是2到40个字母、数字、汉字或 . _ -，以字母、数字或汉字开头', '请更正后再提交。'),
  'login-taken': () => say(422, '登录名已有人用', '这个登录名已有人用（停用的也算）', '请换一个登录名。'),
  'account-unit': () => say(422, '没有选单位', '联络员必须选择所在单位', '请选择单位后再提交。'),
  'account-disabled': () => say(409, '账号已停用', '这个账号已停用。', '如需使用，请管理员先启用。'),
  'account-link-over': () =>
    say(404, '链接已失效', '这个链接已经用过、已过有效期，或不完整。', '请向管理员要一个新的链接。'),
  'last-admin': () =>
    say(409, '不能没有管理员', '这是最后一个可用的管理员账号，不能停用或改为其他角色。', '请先增加另一名管理员。'),
  'second-factor-needed': () => say(409, '不能停用', '管理员账号必须有两步验证。', '如换了手机，请另一名管理员重置。'),
  'too-many-tokens': (f) =>
    say(422, '令牌太多', `有效的访问令牌最多${word(f, 'most')}个。`, '请先停用不再使用的令牌。'),
};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {
  'signed-out': '已退出登录。',
  'password-changed': '密码已修改，其他地方的登录已结束。',
  'session-ended': '登录已结束。',
  'second-factor-on': '两步验证已启用，下次登录时要填写验证码。',
  'second-factor-off': '两步验证已停用。',
  'token-made': '访问令牌已建立；令牌只显示一次，没有记下就停用它，另建一个。',
  'token-revoked': '访问令牌已停用。',
  'account-rights': '权限已调整，此人的登录已结束。',
  'account-changed': '账号已办理。',
  'password-set': '密码已设置，请用登录名和新密码登录。',
};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {
  'account-add': '新增账号',
  'account-first-admin': '设立首个管理员',
  'account-rights': '调整账号权限',
  'account-disable': '停用账号',
  'account-enable': '启用账号',
  'account-lock': '账号锁定',
  'account-unlock': '解除锁定',
  'account-link': '生成设置密码链接',
  'account-password': '设置密码',
  'account-sessions': '结束账号的登录',
  'second-factor-on': '启用两步验证',
  'second-factor-off': '停用两步验证',
  'second-factor-drop': '重置两步验证',
  'token-make': '建立访问令牌',
  'token-revoke': '停用访问令牌',
};
