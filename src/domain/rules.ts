/** 一个方案的规则: every number that decides when Luoshi speaks; a plan may change each. Counts are working days. */
export interface PlanRules {
  /** Reminders leave this many working days before the due day; 0 is the day itself. Default of this product (domain §5.2). */
  remindBefore: number[];
  /** Chases leave this many working days after it … */
  chaseAfter: number[];
  /** … and then every so many calendar days, on a working day. */
  chaseEveryDays: number;
  /** At most so many automatic chases for one item in one calendar month. */
  chasesPerMonth: number;
  /** An open item is 临期 (yellow) from this many working days before its due day. */
  dueSoonWithin: number;
  /** Each month's report is due on this day, or on the working day before it. */
  reportDay: number;
  /** In the last month before a deadline there is a second report, due on this day. */
  halfMonthlyDay: number;
  /** No report is asked for in so many working days after an item was assigned. */
  reportQuietWorkdays: number;
  /** An extension is asked for up to the working day that lies so many before the due day; 0: up to the day before it. */
  extensionAheadWorkdays: number;
  /** So many extensions may be asked for one item; those taken back do not count. */
  extensionsPerItem: number;
  /** An item whose report was returned is not chased for in fewer than so many working days. */
  chaseRestAfterReturn: number;
  /** So many working days after a missed due day its delay goes up: to the unit's supervising leader, its head, the deputy leader, the leader. */
  escalateAfter: [supervisor: number, head: number, deputy: number, leader: number];
  /** A report is asked for this many working days before its day; 0 is the day itself. */
  requestBefore: number[];
  /** Mails leave on working days from this time of day up to that, 'HH:MM'; what is queued outside waits for the next. */
  sendFrom: string;
  sendUntil: string;
  /** A mail lists at most so many items; the page has the rest. */
  mailItems: number;
  /** How the plan is called in subjects: 【解困脱困】. Null: cut from the title. */
  shortTitle: string | null;
}

export const DEFAULT_RULES: PlanRules = {
  remindBefore: [15, 10, 5, 3, 1, 0],
  chaseAfter: [1, 3, 5],
  chaseEveryDays: 7,
  chasesPerMonth: 3,
  dueSoonWithin: 10,
  reportDay: 25,
  halfMonthlyDay: 10,
  reportQuietWorkdays: 10,
  extensionAheadWorkdays: 3,
  extensionsPerItem: 2,
  chaseRestAfterReturn: 2,
  escalateAfter: [1, 3, 7, 12],
  requestBefore: [2, 0],
  sendFrom: '08:30',
  sendUntil: '17:30',
  mailItems: 30,
  shortTitle: null,
};

/** When each working day's reminders are made, 'HH:MM': a window that ends before would hold all of them back. */
export const NOTICES_AT = '08:30';

/** A plan's rules: the defaults with what the plan's `rules` JSON changes. */
export function rulesOf(plan: { rules: string }): PlanRules {
  return { ...DEFAULT_RULES, ...(JSON.parse(plan.rules || '{}') as Partial<PlanRules>) };
}

/** What a plan's title ends with whatever the plan is about: '实施方案', '重点任务分工表', '专项整治行动计划'. */
const TITLE_ENDS = [
  /(?:重点|主要|年度)?(?:工作|行动|任务|目标|责任|整改|措施){0,3}(?:实施|行动|工作|分工|分解){0,2}的?(?:若干|指导)?(?:方案|计划|意见|要点|清单|台账|措施|表)$/u,
  /(?:[一二两三四五]年|(?:20)?\d\d[-—–~至](?:20)?\d\d年度?)(?:行动)?$/u,
  /(?:专项|集中)(?:整治|治理|行动|检查|攻坚)?$/u,
];

/** How a plan is called in a mail's subject: its rule, or the last words of what its title is about: '解困脱困'. */
export function briefTitle(plan: { title: string; rules: string }): string {
  const set = rulesOf(plan).shortTitle;
  if (set) return set;
  // What stands in quotation marks is called so: '“百日攻坚”' is 百日攻坚, and no half of it.
  const title = plan.title.replace(/[（(【].*$/u, '').replace(/[“”"「」『』]/gu, '');
  const subject = TITLE_ENDS.reduce((left, end) => left.replace(end, ''), title);
  // '某县2020年重点工作任务清单' is about nothing else than its tasks.
  return /(?:^|\d年度?)$/u.test(subject) ? title.slice(-8) : subject.slice(-4);
}
