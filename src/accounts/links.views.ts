import { type PasswordPolicy } from '../domain/passwords.js';
import { type SetPasswordView } from '../rendering/views-accounts.js';
import { type Faults, faultSummary, type FieldSpec, fieldViews, type Typed } from '../web/forms.js';

const RULES: Readonly<Record<PasswordPolicy, string>> = {
  mlps: '密码8到128个字，大写字母、小写字母、数字、其他字符（含汉字）四类中至少三类；不能含登录名，不能是常见密码。',
  asvs: '密码8到128个字，种类不限，一句话最好记；不能含登录名，不能是常见密码。',
};

/** What a password must have, as a sentence. */
export function passwordRule(policy: PasswordPolicy): string {
  return RULES[policy];
}

/** The two fields of a new password. */
export const NEW_PASSWORD: readonly FieldSpec[] = [
  { name: 'password', label: '新密码', kind: 'password', required: true, autocomplete: 'new-password' },
  { name: 'password-again', label: '再填一次新密码', kind: 'password', required: true, autocomplete: 'new-password' },
];

const FIRST_ADMIN: readonly FieldSpec[] = [
  {
    name: 'login',
    label: '登录名',
    required: true,
    max: 40,
    autocomplete: 'username',
    hint: '如 zhangsan，不分大小写。',
  },
  { name: 'name', label: '姓名', required: true, max: 40, autocomplete: 'name' },
];

interface LinkFacts {
  /** Whose password is set; null for the first administrator, who has no account yet. */
  account: { login: string; name: string } | null;
  action: string;
  policy: PasswordPolicy;
  refused: { typed: Typed; faults: Faults } | null;
}

/** The page behind a one-time link. */
export function setPasswordView({ account, action, policy, refused }: LinkFacts): Omit<SetPasswordView, 'frame'> {
  const rule = `${passwordRule(policy)}密码按原样保存其摘要，任何人（包括管理员）都看不到。`;
  const passwords = NEW_PASSWORD.map((spec) => (spec.name === 'password' ? { ...spec, hint: rule } : spec));
  const specs = account ? passwords : [...FIRST_ADMIN, ...passwords];
  const fields = fieldViews(specs, refused?.typed ?? null, refused?.faults ?? null);
  return {
    title: account ? '设置密码' : '设立首个管理员',
    lead: account
      ? `${account.name}，您的登录名是“${account.login}”。设置好密码后，用登录名和密码登录。`
      : '这是本系统的第一个账号。设置好后登录，按提示绑定手机验证器，再为其他人增加账号。',
    summary: faultSummary(refused?.faults ?? null, fields),
    form: { action, submit: account ? '设置密码' : '设立管理员', multipart: false, summary: null, fields },
  };
}
