import { workdaysAfter } from '../domain/calendar.js';
import { longDay, weekdayName } from '../domain/day.js';
import { dayKind } from '../domain/calendar.js';
import { currentPhase, phaseName } from '../domain/phases.js';
import { briefTitle } from '../domain/rules.js';
import { type World } from './world.js';

/** '2020年6月28日 周日（调休上班）'. */
export function dayWords({ today, calendar }: Pick<World, 'today' | 'calendar'>): string {
  const { note } = dayKind(calendar, today);
  return `${longDay(today)} ${weekdayName(today)}${note ? `（${note}）` : ''}`;
}

/** '2020年6月24日 周三 · 第一阶段还剩3个工作日'; where somebody has several plans to tell apart, `isOne` of them is named, and the year is left out for it: '6月24日 周三 · 解困脱困第一阶段…'. */
export function dayPhrase(world: World, isOne = false): string {
  const phase = currentPhase(world.phases, world.today);
  // The head keeps to one line.
  const day = isOne ? dayWords(world).replace(/^\d+年/, '') : dayWords(world);
  const of = isOne && world.plan ? briefTitle(world.plan) : '';
  if (world.plan?.state === 'draft') return `${day} · ${of}方案尚未启用`;
  if (phase) {
    const left = workdaysAfter(world.calendar, world.today, phase.dueOn);
    const name = phaseName(phase.position);
    if (phase.dueOn === world.today) return `${day} · ${of}${name}今天到期`;
    return `${day} · ${of}${name}${left > 0 ? `还剩${left}个工作日` : '期限内已无工作日'}`;
  }
  const last = world.phases.at(-1);
  return last && world.today > last.dueOn ? `${day} · ${of}各阶段均已到期` : day;
}
