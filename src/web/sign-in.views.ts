import { DEMO_POSTS } from '../domain/demo-posts.js';
import { type Unit } from '../domain/plan.js';
import { type SignInView } from '../rendering/views-accounts.js';
import { type Faults, faultSummary, fieldViews, type Typed } from './forms.js';
import { paths } from './paths.js';
import { readResume } from './resume.js';
import { type PlanHead } from './world.js';

const INTRODUCTION =
  '落实，帮领导小组办公室把一份印发的实施方案办到底：读懂方案原文，分解到单位和阶段，在工作日按时提醒、逾期催办，到检查验收、整改、销号为止。';

const FORGOTTEN =
  '没有账号或忘记密码，请联系本单位的系统管理员（领导小组办公室），领取一次性链接后自己设置密码。办公室不会向您索要密码。';

/** What the page is made of. */
export interface SignInFacts {
  plan: PlanHead | null;
  units: readonly Unit[];
  demo: boolean;
  /** Whether anybody can sign in by password. */
  passwords: boolean;
  typed: Typed | null;
  faults: Faults | null;
  /** A form that waits for whoever sent it to sign in. */
  resume: string | null;
  /** Whether a form was sent that met no session. */
  expired: boolean;
}

/** The page before the work: name and password, in the demonstration who to be. */
export function signInView(facts: SignInFacts): Omit<SignInView, 'frame'> {
  const { plan, units, demo, passwords, typed, faults, resume, expired } = facts;
  const fields = fieldViews(
    [
      { name: 'login', label: '登录名', required: true, max: 40, autocomplete: 'username' },
      { name: 'password', label: '密码', kind: 'password', required: true, autocomplete: 'current-password' },
    ],
    typed,
    faults,
    'sign-in',
  );
  return {
    planTitle: plan?.title ?? null,
    docNumber: plan?.docNumber ?? null,
    introduction: INTRODUCTION,
    expired: expired ? expiredWords(resume !== null) : null,
    resume,
    again: againView(resume),
    summary: faultSummary(faults, fields),
    form: passwords ? { action: paths.signIn(), fields, forgotten: FORGOTTEN } : null,
    demo: demo
      ? {
          posts: DEMO_POSTS.map(({ as, name, hint }) => ({ label: name, hint, as })),
          units: units.map((unit) => ({ label: unit.name, hint: null, as: `liaison:${unit.name}` })),
        }
      : null,
  };
}

function expiredWords(kept: boolean): string {
  return kept
    ? '登录或邮件链接已过期，刚才填写的内容还没有提交，但都保留着。请重新点开邮件里的链接（或登录），之后即可继续提交。'
    : '登录或邮件链接已过期，刚才的内容没有提交。请重新点开邮件里的链接（或登录）后再提交一次；附件需要重新选择。';
}

/** Whoever came by a mail's link cannot sign in here: the link, opened once more beside this page, lets the form through. */
function againView(resume: string | null): SignInView['again'] {
  const waiting = readResume(resume);
  if (!waiting) return null;
  return {
    lead: '请在另一个窗口重新点开邮件里的链接，打开后回到本页，点“继续提交”。本页请不要关闭。',
    action: waiting.path,
    fields: waiting.fields.map(([name, value]) => ({ name, value })),
    submit: '继续提交',
  };
}
