import { Inject, Injectable } from '@nestjs/common';
import { Clock, machineInstant } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { type SignedIn } from '../storage/stores/sessions.js';
import { type Visit } from '../web/access.js';
import { type Faults } from '../web/forms.js';
import { Pages } from '../web/pages.service.js';
import { paths } from '../web/paths.js';
import { isAlive, Sessions } from '../web/sessions.service.js';
import { SETTINGS } from '../web/tokens.js';
import { readWorldAround } from '../web/world.js';
import { ownAccountView, type RefusedForm } from './own-account.views.js';
import { SecondFactor } from './second-factor.service.js';
import { codeView } from './sign-in.views.js';

/** The pages of one's own account; who came by a mail's link has none. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly sessions: Sessions,
    private readonly secondFactor: SecondFactor,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The session that asks; throws `RuleBroken('not-found')` for who came by a mail's link. */
  async sessionOf(visit: Visit): Promise<SignedIn> {
    const session = await this.sessions.sessionOf(visit.headers.cookie);
    if (session?.stage !== 'full') throw new RuleBroken('not-found');
    return session;
  }

  /** The page of one's own account. */
  async render(visit: Visit, refused: RefusedForm | null): Promise<string> {
    const { accountId, idHash, unitId } = await this.sessionOf(visit);
    return this.storage.read(async (stores) => {
      const [now, at] = [this.clock.now(), machineInstant()];
      const account = await stores.accounts.byId(accountId);
      if (!account) throw new RuleBroken('not-found');
      const view = ownAccountView({
        ...{ account, current: idHash, policy: this.settings.passwordPolicy, refused },
        unitName: unitId === null ? null : ((await stores.plans.unit(unitId))?.name ?? null),
        sessions: (await stores.sessions.ofAccount(accountId)).filter((one) =>
          isAlive({ ...one, disabledAt: null }, at),
        ),
        tokens: await stores.accounts.tokensOf(accountId),
        ...{ today: now.today, machineNow: at },
      });
      const page = { title: '我的账号', place: 'none', form: true } as const;
      return this.pages.render('pages/accounts/own', visit, await readWorldAround(stores, now, visit), page, view);
    });
  }

  /** The page that sets a second factor up; whoever has one is sent back by `null`. */
  async renderSetUp(visit: Visit, faults: Faults | null): Promise<string | null> {
    const { accountId, idHash } = await this.sessionOf(visit);
    return this.storage.read(async (stores) => {
      const account = await stores.accounts.byId(accountId);
      if (!account || account.passwordHash === null || account.totpSecret !== null) return null;
      const proposal = this.secondFactor.proposalFor(account, idHash);
      const action = paths.ownSecondFactor();
      const view = codeView({ name: account.name, proposal, faults, resume: null, action });
      const at = { title: view.title, place: 'none', form: true } as const;
      return this.pages.render(
        'pages/accounts/code',
        visit,
        await readWorldAround(stores, this.clock.now(), visit),
        at,
        view,
      );
    });
  }
}
