import { newMail, unitAddressee } from '../acts/new-mail.js';
import { type Moment } from '../clock.js';
import { type Day } from '../domain/day.js';
import {
  NOTICE_KINDS,
  type NoticeKind,
  type Saying,
  sayingsMade,
  type Timetable,
  timetableOf,
} from '../domain/notices.js';
import {
  lastSaid,
  type ReminderContext,
  type ReminderFacts,
  type ReminderItem,
  reminderWindow,
} from '../domain/reminders.js';
import { type Unit } from '../domain/plan.js';
import { rulesOf } from '../domain/rules.js';
import { type Stores } from '../storage/stores/all.js';
import { type Remindable } from '../storage/stores/rectifications.js';
import { type Alike } from '../storage/stores/sayings.js';

/** Items of which something is to be said by now, the page of them that is read at once. */
const ITEMS_AT_ONCE = 2000;
type Last = Pick<Alike, 'told' | 'asked'>;

/** Items that are alike, and what is to be said of each of them. */
type Owing = { alike: Alike; sayings: readonly Saying[] };
/** An item with what is said of it now. */
type Spoken = { item: Pick<ReminderItem, 'id' | 'planId' | 'unitId' | 'dueOn'>; sayings: readonly Saying[] };

/** A mail of this run; `says` once it has something to say. */
type Opened = { id: number; kind: NoticeKind; says: boolean; mail: ReturnType<typeof newMail> };

/**
 * One run over everything that is open: from group to group of items that are alike, reading only the items of those groups that
 * owe something, page by page, the weightiest kind of mail first; so what it costs is what is owed. Each unit gets one mail.
 */
export class Sweep {
  /** The mail of each unit in this run; null where the day's mail had been made before. */
  private readonly mails = new Map<number, Opened | null>();
  private readonly timetable: Timetable;

  constructor(
    private readonly stores: Stores,
    private readonly moment: Moment,
    private readonly context: ReminderContext,
    private readonly units: ReadonlyMap<number, Unit>,
  ) {
    this.timetable = timetableOf(moment.today, moment.today, context);
  }

  /** Queues what these plans' units should have been told by now and returns how many mails of each kind that made. */
  async run(planIds: readonly number[]): Promise<Record<NoticeKind, number>> {
    const { rulesOfPlan, calendar } = this.context;
    const owing: Owing[] = [];
    for (const planId of planIds) owing.push(...this.owingAmong(await this.stores.sayings.alike(planId)));
    const { dueTo } = reminderWindow(this.moment.today, calendar, planIds.map(rulesOfPlan));
    const rectifying = await this.rectifying(dueTo);
    for (const kind of NOTICE_KINDS) {
      await this.say(rectifying.filter(({ sayings }) => heaviest(sayings) === kind));
      for (const one of owing.filter(({ sayings }) => heaviest(sayings) === kind)) await this.sayOfAll(one);
    }
    return this.counted();
  }

  /** Whether this run made a mail for a unit that has something to say. */
  hasTold(unitId: number): boolean {
    return this.mails.get(unitId)?.says === true;
  }

  private owingAmong(groups: readonly Alike[]): Owing[] {
    return groups.flatMap((alike) => {
      const sayings = this.unsaid(alike, alike);
      return sayings.length > 0 ? [{ alike, sayings }] : [];
    });
  }

  /** What is to be said by now of items and was not what was said last. */
  private unsaid(item: ReminderFacts, last: Last): Saying[] {
    return this.timetable(item, this.moment.today).filter(({ rule }) => {
      const then: Last = { ...last, ...lastSaid(item.dueOn, rule) };
      return then.told !== last.told || then.asked !== last.asked;
    });
  }

  private async rectifying(dueTo: Day): Promise<Spoken[]> {
    const open = (await this.stores.rectifications.remindable({ dueTo })).map((one) => {
      const item = toRectify(one);
      return { item, sayings: this.unsaid(item, { told: one.told, asked: '' }) };
    });
    return this.rested(open.filter(({ sayings }) => sayings.length > 0));
  }

  private async sayOfAll({ alike, sayings }: Owing): Promise<void> {
    const { planId, dueOn } = alike;
    let after = 0;
    for (;;) {
      const page = await this.stores.sayings.ofAlike(alike, after, ITEMS_AT_ONCE);
      await this.say(await this.rested(page.map((one) => ({ item: { ...one, planId, dueOn }, sayings }))));
      after = page.at(-1)?.id ?? 0;
      if (page.length < ITEMS_AT_ONCE) return;
    }
  }

  /** Without what rests: an extension is asked for, or a report was returned just now. */
  private async rested<
    T extends { item: Pick<ReminderItem, 'id' | 'planId' | 'returnedOn'>; sayings: readonly Saying[] },
  >(spoken: readonly T[]): Promise<T[]> {
    const resting = spoken.filter(({ sayings }) => sayings.some(({ kind }) => kind !== 'reminder'));
    const asking = await this.stores.extensions.pendingIds(resting.map(({ item }) => item.id));
    const context = { ...this.context, asking };
    return spoken
      .map((one) => ({ ...one, sayings: sayingsMade(one.sayings, one.item, this.moment.today, context) }))
      .filter(({ sayings }) => sayings.length > 0);
  }

  private async say(spoken: readonly Spoken[]): Promise<void> {
    await this.openMails(spoken);
    const rows = spoken.flatMap(({ item, sayings }) => {
      const mail = this.mails.get(item.unitId);
      return mail
        ? sayings.map(({ rule }) => ({ outboxId: mail.id, assignmentId: item.id, dueOn: item.dueOn, rule }))
        : [];
    });
    const said = await this.stores.sayings.say(rows);
    for (const mail of this.mails.values()) if (mail && said.has(mail.id)) mail.says = true;
  }

  /** One mail for each unit that has none in this run. */
  private async openMails(spoken: readonly Spoken[]): Promise<void> {
    const made = new Map<number, { kind: NoticeKind; mail: ReturnType<typeof newMail> }>();
    for (const { item, sayings } of spoken) {
      const unit = this.units.get(item.unitId);
      if (!unit || this.mails.has(unit.id) || made.has(unit.id)) continue;
      const kind = heaviest(sayings);
      const key = `unit:${unit.id}:${this.moment.today}`;
      // A chase is numbered in the plan of its first item; the others belong to none.
      const planId = kind === 'chase' ? item.planId : null;
      made.set(unit.id, { kind, mail: newMail(kind, key, unitAddressee(unit), planId, this.moment) });
    }
    const ids = await this.stores.sayings.open([...made.values()].map(({ mail }) => mail));
    for (const [unitId, { kind, mail }] of made) {
      const id = ids.get(mail.key);
      this.mails.set(unitId, id === undefined ? null : { id, kind, mail, says: false });
    }
  }

  /** Mails all of whose items another mail has told of already are taken back. */
  private async counted(): Promise<Record<NoticeKind, number>> {
    const counts = { chase: 0, reminder: 0, 'report-request': 0 };
    const mails = [...this.mails.values()].flatMap((mail) => mail ?? []);
    await this.stores.sayings.drop(mails.filter(({ says }) => !says).map(({ id }) => id));
    const told = mails.filter(({ says }) => says);
    await this.stores.sayings.number(told.map(({ id, mail }) => ({ ...mail, id })));
    for (const { kind } of told) counts[kind]++;
    return counts;
  }
}

/** The weightiest kind among sayings, of which there is one at least. */
const heaviest = (sayings: readonly Saying[]): NoticeKind =>
  NOTICE_KINDS.find((kind) => sayings.some((one) => one.kind === kind)) ?? 'reminder';

/** An item to be put right as the reminders see it: told of its deadline when that was issued or after a recheck. */
export const toRectify = ({ since, rectifyBy, told: _told, ...item }: Remindable): ReminderItem => ({
  ...{ ...item, stage: 'underway', dueOn: rectifyBy, assignedOn: since, toRectify: true },
});

/** The rules of each plan, by its id. */
export const rulesById = (plans: readonly { id: number; rules: string }[]): ReminderContext['rulesOfPlan'] => {
  const rules = new Map(plans.map((plan) => [plan.id, rulesOf(plan)]));
  return (planId) => rules.get(planId) ?? rulesOf({ rules: '{}' });
};
