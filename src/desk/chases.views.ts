import { momentOf } from '../clock.js';
import { type ChaseOutcome, type ChaseSkip } from '../acts/chase.js';
import { chaseNumber } from '../domain/chases.js';
import { type Unit } from '../domain/plan.js';
import { type ChasesView, type Missed } from '../rendering/views-desk.js';
import { type ChaseLine } from '../storage/stores/desk.js';
import { pagerOf } from '../web/pager.js';
import { paths, withQuery } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

export const CHASES_PER_PAGE = 50;

const SKIP_WORDS: Readonly<Record<ChaseSkip, string>> = {
  'not-open': '没有需要催办的事项',
  answered: '本期已经报送',
  asking: '正在申请延期，审批前不催办',
  returned: '刚刚退回重报，先不催办',
  'said-today': '今天已发过提醒或催办，每个工作日最多一封',
  'own-unit': '本单位的事项，不发催办',
};

/** A unit that was not chased, and why. */
export interface Skipped {
  unitId: number;
  why: ChaseSkip;
}

/** The units that were not chased as an address carries them: '3:answered.7:asking'. */
export const skippedList = ({ skipped }: ChaseOutcome) =>
  skipped.map(({ unitId, why }) => `${unitId}:${why}`).join('.');

/** The same read back; what is no unit with a reason is left out. */
export function skippedIn(list: string): Skipped[] {
  return list.split('.').flatMap((one) => {
    const [, id, why = ''] = /^([1-9]\d{0,8}):([a-z-]+)$/.exec(one) ?? [];
    return id && Object.hasOwn(SKIP_WORDS, why) ? [{ unitId: Number(id), why: why as ChaseSkip }] : [];
  });
}

/** Which units were not chased and why; null where all were. */
export function skippedView(skipped: readonly Skipped[], units: readonly Unit[], planId: number): Missed | null {
  const lines = skipped.flatMap(({ unitId, why }) => {
    const unit = units.find(({ id }) => id === unitId);
    return unit ? [{ label: unit.name, href: paths.unit(planId, unitId), why: SKIP_WORDS[why] }] : [];
  });
  return lines.length > 0 ? { heading: `有${lines.length}个单位没有发催办`, lines } : null;
}

/** 催办记录: every chase by hand with its number, when, whom, in what words. */
export function chasesView(
  world: PlanWorld,
  { total, rows }: { total: number; rows: readonly ChaseLine[] },
  page: number,
  mayWork: boolean,
): Omit<ChasesView, 'frame'> {
  const { plan } = world;
  return {
    trail: mayWork ? [{ label: '今天要办', href: paths.desk(plan.id) }] : [],
    planTitle: plan.title,
    total: `共${total}次`,
    rows: rows.map((chase) => {
      const { at, actor, facts, unitId, unitName, items, outboxId } = chase;
      const { nth = 1, reason = '', by } = JSON.parse(facts) as { nth?: number; reason?: string; by?: string };
      const when = momentOf(at);
      return {
        number: chaseNumber(chase) ?? '未编号',
        mail: outboxId === null ? null : paths.mail(outboxId),
        when: `${when.today} ${when.time}`,
        who: by ? `${by}（牵头单位）` : actor,
        unit: { label: unitName, href: paths.unit(plan.id, unitId) },
        ...{ nth: `第${nth}次`, items, text: reason },
      };
    }),
    none: '还没有人工催办；到期前后的提醒和催办由系统按日程发出，见发件箱',
    pager: pagerOf(page, CHASES_PER_PAGE, total, (to) => withQuery(paths.chases(plan.id), { page: to })),
  };
}
