import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { type Unit } from '../domain/plan.js';
import { type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { type Visit } from './access.js';
import { type Faults, type Typed } from './forms.js';
import { Pages } from './pages.service.js';
import { signInView } from './sign-in.views.js';
import { SETTINGS } from './tokens.js';
import { readWorld } from './world.js';

/** What stands on the page besides the form: what was refused, and which form waits. */
export interface Waiting {
  typed?: Typed | null;
  faults?: Faults | null;
  resume?: string | null;
  expired?: boolean;
}

/** The sign-in page: shown where it is asked for, and wherever a form met no session. */
@Injectable()
export class SignInPage {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The page's HTML. */
  async render(visit: Visit, waiting: Waiting = {}): Promise<string> {
    const { typed = null, faults = null, resume = null, expired = false } = waiting;
    return this.storage.read(async (stores) => {
      const demo = this.settings.mode === 'demo';
      const { plan, plans } = demo ? await readWorld(stores, this.clock.now()) : { plan: null, plans: [] };
      const running = plans.filter(({ state }) => state === 'running');
      const units = new Map<number, Unit>();
      for (const { id } of running.length > 0 ? running : plans.slice(0, 1))
        for (const unit of await stores.plans.planUnits(id)) units.set(unit.id, unit);
      const passwords = !demo || (await stores.accounts.anyPassword());
      const view = signInView({ plan, units: [...units.values()], demo, passwords, typed, faults, resume, expired });
      return this.pages.render(
        'pages/accounts/sign-in',
        visit,
        null,
        { title: '登录', place: 'none', form: true },
        view,
      );
    });
  }
}
