import { may, type Person } from '../domain/permissions.js';
import { type UnstartedView } from '../rendering/views-plan.js';
import { type Unstarted, unstartedPart } from '../web/unstarted.js';
import { type PlanHead } from '../web/world.js';

/** A draft in the place of its overview, for whoever sees the whole plan. */
export function unstartedView(plan: PlanHead, facts: Unstarted, person: Person): Omit<UnstartedView, 'frame'> {
  return {
    heading: '方案尚未启用',
    title: `${plan.title} · 草稿`,
    lead: '方案还是草稿：没有生成责任事项，也没有发出邮件。先核对读出的内容，补齐各单位联络员，再启用。',
    ...unstartedPart(plan.id, facts, may(person, 'run-plan')),
  };
}

/** What a unit sees before a plan is started; null where there is no draft either. */
export function ownUnstartedView(draft: PlanHead | null): Omit<UnstartedView, 'frame'> {
  if (draft === null)
    return {
      heading: '还没有需要办理的方案',
      title: null,
      lead: '本单位有了责任事项，会列在这里。有疑问请联系领导小组办公室。',
      facts: [],
    };
  return {
    heading: '方案尚未启用',
    title: draft.title,
    lead: '领导小组办公室启用方案以后，本单位的责任事项会列在这里，并发出交办通知。现在不用办理。',
    facts: [],
  };
}
