import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { accountOf, changeRights } from '../acts/accounts.js';
import { once } from '../acts/once.js';
import { Clock, machineInstant } from '../clock.js';
import { type Person } from '../domain/permissions.js';
import { pageAddress, type Settings } from '../settings.js';
import { Storage, type Stores } from '../storage/doors.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, takeForm, type Typed } from '../web/forms.js';
import { chosen, Fits, pageNumber, rowId, RowId } from '../web/input.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { formToken, lineNeeded, oneOf, version } from '../web/text-input.js';
import { SETTINGS } from '../web/tokens.js';
import { readWorldAround } from '../web/world.js';
import { actByName, type Handed, inviteWithin } from './account-acts.js';
import { ACCOUNT_ACTS, accountsView, accountView, newAccountView, PER_PAGE, ROLES } from './accounts.views.js';
import { handedLinkView } from './shown-once.views.js';

const PAGE = z.object({ page: pageNumber });
const LONGEST_NAME = 40;
const RIGHTS = {
  role: oneOf(ROLES, '请选择角色'),
  unit: chosen(rowId).transform((unit) => unit ?? null),
};
const NEW = z.object({
  name: lineNeeded(LONGEST_NAME, '请填写姓名'),
  login: lineNeeded(LONGEST_NAME, '请填写登录名'),
  ...RIGHTS,
  token: formToken,
});
const CHANGED = z.object({ ...RIGHTS, version, token: formToken });
const ACT = z.object({ act: oneOf(ACCOUNT_ACTS, '请选择要办理的操作'), version, token: formToken });

interface Refused {
  typed: Typed;
  faults: Faults;
}

/** Everybody's accounts and their rights, for administrators. No page shows when somebody was here last. */
@Controller('/accounts')
export class AccountsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Who('manage-accounts')
  async list(@Visiting() visit: Visit, @Query(new Fits(PAGE)) { page }: z.infer<typeof PAGE>) {
    return this.storage.read(async (stores) => {
      const found = await stores.accounts.page(PER_PAGE, (page - 1) * PER_PAGE);
      const units = new Map((await stores.plans.units()).map(({ id, name }) => [id, name]));
      const view = accountsView({ ...found, page, units, now: machineInstant() });
      const world = await readWorldAround(stores, this.clock.now(), visit);
      return this.pages.render('pages/accounts/list', visit, world, { title: '账号', place: 'accounts' }, view);
    });
  }

  @Get('/new')
  @Who('manage-accounts')
  async newPage(@Visiting() visit: Visit) {
    return this.renderNew(visit, null);
  }

  @Post()
  @Who('manage-accounts')
  async add(@Visiting() visit: Visit, @Me() me: Person, @Body() typed: Typed | undefined, @Res() response: Response) {
    await takeForm(
      response,
      NEW,
      typed,
      ({ token, unit, ...form }) =>
        this.handing(visit, token, (stores) => inviteWithin(stores, { ...form, unitId: unit }, this.occasion(me))),
      (faults) => this.renderNew(visit, { typed: typed ?? {}, faults }),
    );
  }

  @Get('/:id')
  @Who('manage-accounts')
  async one(@Visiting() visit: Visit, @Param('id', new RowId('账号')) id: number) {
    return this.render(visit, id, null);
  }

  @Post('/:id/rights')
  @Who('manage-accounts')
  async rights(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('账号')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      CHANGED,
      typed,
      ({ token, unit, ...form }) =>
        this.storage.write((stores) =>
          once(stores, token, this.clock.now().at, async () => {
            await changeRights(stores, { id, ...form, unitId: unit }, this.occasion(me));
            return withQuery(paths.accountOf(id), { said: 'account-rights' });
          }),
        ),
      (faults) => this.render(visit, id, { typed: typed ?? {}, faults }),
    );
  }

  @Post('/:id/acts')
  @Who('manage-accounts')
  async act(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('id', new RowId('账号')) id: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      ACT,
      typed,
      ({ act, version, token }) =>
        this.handing(visit, token, (stores) => actByName(stores, act, { id, version }, this.occasion(me))),
      (faults) => this.render(visit, id, { typed: typed ?? {}, faults }),
    );
  }

  /** Does an act once. A link that it made stands on the answer and nowhere else; the same form again shows the account. */
  private async handing(visit: Visit, token: string | null, act: (stores: Stores) => Promise<Handed>) {
    let handed: Handed | null = null;
    const href = await this.storage.write((stores) =>
      once(stores, token, this.clock.now().at, async () => {
        handed = await act(stores);
        return withQuery(paths.accountOf(handed.id), { said: 'account-changed' });
      }),
    );
    const { id, link } = (handed as Handed | null) ?? { id: 0, link: null };
    if (!link) return href;
    return this.storage.read(async (stores) => {
      const { name, login } = await accountOf(stores, id);
      const address = `${pageAddress(this.settings)}${paths.setPassword(link.token)}`;
      const view = handedLinkView({ id, name, login, link: address, expiresAt: link.expiresAt });
      const world = await readWorldAround(stores, this.clock.now(), visit);
      const at = { title: '转交链接', place: 'accounts', form: true } as const;
      return { page: this.pages.render('pages/accounts/shown-once', visit, world, at, view) };
    });
  }

  private occasion({ name }: Person) {
    return { ...this.clock.now(), actor: name };
  }

  private renderNew(visit: Visit, refused: Refused | null) {
    return this.storage.read(async (stores) => {
      const view = newAccountView(await stores.plans.units(), refused);
      const world = await readWorldAround(stores, this.clock.now(), visit);
      const at = { title: view.title, place: 'accounts', form: true } as const;
      return this.pages.render('pages/accounts/account', visit, world, at, view);
    });
  }

  private render(visit: Visit, id: number, refused: Refused | null) {
    return this.storage.read(async (stores) => {
      const account = await accountOf(stores, id);
      const units = await stores.plans.units();
      const { contactId } = account;
      const contact = contactId === null ? null : await stores.people.contact(contactId);
      const held = contactId === null ? [] : await stores.people.postsHeldBy(contactId, this.clock.now().today);
      const view = accountView({ account, units, contact, held, now: machineInstant(), refused });
      const world = await readWorldAround(stores, this.clock.now(), visit);
      const at = { title: view.title, place: 'accounts', form: true } as const;
      return this.pages.render('pages/accounts/account', visit, world, at, view);
    });
  }
}
