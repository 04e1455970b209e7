import { type EntityManager } from 'typeorm';
import { type Day } from '../../domain/day.js';
import { type CalendarDay } from '../../domain/plan.js';
import { calendarDays } from '../tables.js';
import { fixedQuery, rowsOf, withBoolean } from './rows.js';

const everyDay = fixedQuery<CalendarDay>([], (manager) => rowsOf(manager, calendarDays, 'c').orderBy('c.day'));

/** The days on which the office's own calendar overrides the holiday data. */
export class CalendarStore {
  constructor(private readonly manager: EntityManager) {}

  /** Every overridden day in order. */
  async overrides(): Promise<CalendarDay[]> {
    return withBoolean(await everyDay(this.manager, {}), 'isWorkday');
  }

  /** Overrides these days, in place of what was said of them before. */
  async put(days: readonly CalendarDay[]): Promise<void> {
    if (days.length === 0) return;
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(calendarDays)
      .values([...days])
      .orUpdate(['is_workday', 'name', 'source'], ['day'])
      .updateEntity(false)
      .execute();
  }

  /** Takes an override back: the day is again what the holiday data says. */
  async remove(day: Day): Promise<void> {
    await this.manager.createQueryBuilder().delete().from(calendarDays).where({ day }).execute();
  }
}
