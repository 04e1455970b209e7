import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, momentOf } from '../clock.js';
import { dayKind, isWorkday } from '../domain/calendar.js';
import { longDay, plusDays, shortDay, weekdayName } from '../domain/day.js';
import { may } from '../domain/permissions.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { type Demo, type Frame } from '../rendering/views-common.js';
import { type Views } from '../rendering/views.js';
import { type Settings } from '../settings.js';
import { type Visit } from './access.js';
import { troublesOf } from './flow.js';
import { newFormToken } from './form-token.js';
import { navigation } from './navigation.js';
import { NOTICES } from './messages.js';
import { ownPlan, planNamed, planSwitch, stayIn } from './plan-switch.js';
import { paths } from './paths.js';
import { dayPhrase } from './phase-words.js';
import { ENGINE, SETTINGS, TEMPLATES_DIR, VERSION } from './tokens.js';
import { type World } from './world.js';

type PageName = Extract<keyof Views, `pages/${string}`>;

/** Which line of the navigation a page stands under. */
export type Place =
  | 'overview'
  | 'plan'
  | 'units'
  | 'assignments'
  | 'outbox'
  | 'schedule'
  | 'desk'
  | 'inspections'
  | 'rectifications'
  | 'briefing'
  | 'instructions'
  | 'people'
  | 'accounts'
  | 'history'
  | 'report'
  | 'none';

/** What a page is called, where it stands, and what it needs besides the common stylesheet. */
export interface At {
  title: string;
  place: Place;
  /** Whether it has a form of its own to fill in. */
  form?: boolean;
  /** Whether its form keeps drafts while one types. */
  drafts?: boolean;
  /** Whether it has several forms, and what is typed in one is kept while another is saved. */
  keepsTyped?: boolean;
  /** What is said of the act just done, where that is more than the words of its code. */
  notice?: string | undefined;
}

/** Renders pages in their frame: navigation, day, who is signed in, demonstration bar. */
@Injectable()
export class Pages {
  private readonly stylesheet: string;
  private readonly formStylesheet: string;
  private readonly draftScript: string;
  private readonly typedScript: string;
  private readonly icon: string;

  constructor(
    @Inject(ENGINE) private readonly engine: ViewEngine,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(TEMPLATES_DIR) templatesDir: string,
    private readonly clock: Clock,
  ) {
    const versioned = (name: string) =>
      `/assets/${name}?v=${createHash('sha256')
        .update(readFileSync(`${templatesDir}/assets/${name}`))
        .digest('hex')
        .slice(0, 10)}`;
    this.stylesheet = versioned('luoshi.css');
    this.formStylesheet = versioned('forms.css');
    this.draftScript = versioned('draft.js');
    this.typedScript = versioned('typed.js');
    this.icon = versioned('luoshi.svg');
  }

  /** The finished HTML of a page: its own words in the frame. */
  render<K extends PageName>(
    name: K,
    visit: Visit,
    world: World | null,
    at: At,
    model: Omit<Views[K], 'frame'>,
  ): string {
    return this.engine.render(name, { ...model, frame: this.frame(visit, world, at) } as Views[K]);
  }

  private frame(
    visit: Visit,
    world: World | null,
    { title, place, form = false, drafts = false, keepsTyped = false, notice: said }: At,
  ): Frame {
    const { person } = visit;
    const now = this.clock.now();
    const plan = world && person ? ownPlan(visit, world) : (world?.plan ?? null);
    if (world && world.plans.length > 1) stayIn(visit, plan?.id ?? null);
    const notice = said ?? NOTICES.get(typeof visit.query.said === 'string' ? visit.query.said : '');
    return {
      title,
      stylesheet: this.stylesheet,
      icon: this.icon,
      nav: person ? navigation(person, plan, place, (world?.plans.length ?? 0) > 1) : [],
      plans: person && world ? planSwitch(visit, world) : null,
      dayPhrase: world && plan ? dayPhrase(world, planNamed(visit, world) !== null) : null,
      signedIn: person ? { name: person.name, href: person.accountId === null ? null : paths.account() } : null,
      demo: person && world && this.settings.mode === 'demo' && may(person, 'move-clock') ? demoBar(world) : null,
      troubles: person && world && may(person, 'run-plan') ? troublesOf(world.flow, now, world.calendar) : [],
      notice: notice ? { kind: 'done', text: notice } : null,
      formStylesheet: form || drafts ? this.formStylesheet : null,
      script: drafts ? this.draftScript : keepsTyped ? this.typedScript : null,
      token: visit.formToken ?? newFormToken(),
      version: VERSION,
      feedback: '意见建议请告知领导小组办公室',
      printedAt: `${longDay(now.today)} ${now.time}`,
    };
  }
}

/** The demonstration's clock: the next working day, the next deadline, or a chosen day. */
function demoBar(world: World): Demo {
  const { today, calendar, now } = world;
  let next = plusDays(today, 1);
  while (!isWorkday(calendar, next)) next = plusDays(next, 1);
  const due = world.phases.find((phase) => phase.dueOn > today)?.dueOn;
  const said = (day: string) => {
    const { note } = dayKind(calendar, day);
    return `${shortDay(day, today)}（${weekdayName(day)}${note ? `，${note}` : ''}）`;
  };
  return {
    clock: `${longDay(today)} ${momentOf(now.at).time}`,
    steps: [
      { label: `下一个工作日 ${said(next)}`, to: next },
      ...(due ? [{ label: `下一个到期日 ${said(due)}`, to: due }] : []),
    ],
    minDay: today,
    day: next,
    hint: '演示模式：邮件写成文件，不会发出',
  };
}
