import { DEMO_POSTS } from '../acts/demo-accounts.js';
import { type Unit } from '../domain/plan.js';
import { type SignInView } from '../rendering/views-accounts.js';
import { type PlanHead } from '../web/world.js';

const INTRODUCTION =
  '落实，帮领导小组办公室把一份印发的实施方案办到底：读懂方案原文，分解到单位和阶段，在工作日按时提醒、逾期催办，到检查验收、整改、销号为止。';

/** The page before the work: who to be in the demonstration, or what live mode needs. */
export function signInView(plan: PlanHead | null, units: readonly Unit[], demo: boolean): Omit<SignInView, 'frame'> {
  return {
    planTitle: plan?.title ?? null,
    docNumber: plan?.docNumber ?? null,
    introduction: INTRODUCTION,
    demo: demo
      ? {
          posts: DEMO_POSTS.map(({ as, name, hint }) => ({ label: name, hint, as })),
          units: units.map((unit) => ({ label: unit.name, hint: null, as: `liaison:${unit.name}` })),
        }
      : null,
    live: demo
      ? null
      : '账号登录将在后续版本提供。本版本的正式模式用命令行导入方案、查看发件箱，按日程发送邮件（见 README 的 Going live 一节）。',
  };
}
