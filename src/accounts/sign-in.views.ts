import { type CodeView, type ResumeView } from '../rendering/views-accounts.js';
import { fieldOfForm } from '../web/field-words.js';
import { type Faults, faultSummary, fieldViews } from '../web/forms.js';
import { paths } from '../web/paths.js';
import { type Resume } from '../web/resume.js';
import { type Proposal } from './second-factor.service.js';

interface CodeFacts {
  name: string;
  /** Where no second factor is set up yet. */
  proposal: Proposal | null;
  faults: Faults | null;
  resume: string | null;
  /** Where the code goes, if not on with signing in. */
  action?: string;
}

/** The secret in groups of four, as one types it over. */
export function spaced(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

/** The page that asks for a code, with what an authenticator has to be told first where that is still to do. */
export function codeView({ name, proposal, faults, resume, action }: CodeFacts): Omit<CodeView, 'frame'> {
  const fields = fieldViews(
    [
      {
        ...{ name: 'code', label: '6位验证码', kind: 'number', required: true, autocomplete: 'one-time-code' },
        hint: proposal ? '扫码之后，填写手机上显示的验证码。' : undefined,
      },
    ],
    null,
    faults,
  );
  const waiting =
    resume === null ? [] : fieldViews([{ name: 'resume', label: '', kind: 'hidden', value: resume }], null, null);
  const own = action !== undefined;
  return {
    title: proposal ? '设置两步验证' : '填写验证码',
    lead: proposal
      ? `${name}，${own ? '' : '管理员账号必须有两步验证，设置好才能继续。'}请用手机上的验证器应用（支持 TOTP 的都可以）扫描二维码。`
      : `${name}，请打开手机上的验证器应用，填写当前显示的验证码。`,
    setup: proposal
      ? { box: `0 0 ${proposal.size} ${proposal.size}`, path: proposal.path, secret: spaced(proposal.secret) }
      : null,
    summary: faultSummary(faults, fields),
    form: {
      action: action ?? paths.secondFactor(),
      submit: proposal ? '启用两步验证' : '登录',
      multipart: false,
      summary: null,
      fields: [...fields, ...waiting],
    },
    startOver: own ? null : '换了手机或收不到验证码，请联系另一名管理员重置两步验证。',
    back: own ? { label: '我的账号', href: paths.account() } : null,
  };
}

/** What a person wrote, as against what a form says of itself. */
function isWritten(name: string, value: string): boolean {
  return value.trim() !== '' && (fieldOfForm(name) !== null || /\p{Script=Han}|\s/u.test(value.trim()));
}

/** The page after signing in again: what was typed before is sent with one click. */
export function resumeView({ path, fields }: Resume): Omit<ResumeView, 'frame'> {
  return {
    title: '登录成功，刚才填写的内容还在',
    lead: '登录过期时没有提交的内容都保留着，点“继续提交”即可，不用重新填写。',
    action: path,
    fields: fields.map(([name, value]) => ({ name, value })),
    typed: fields.flatMap(([name, value]) =>
      name !== 'token' && isWritten(name, value) ? [{ label: fieldOfForm(name) ?? '其他内容', value }] : [],
    ),
    submit: '继续提交',
    home: { label: '不提交，回首页', href: paths.home() },
  };
}
