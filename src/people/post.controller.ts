import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { once } from '../acts/once.js';
import { handOver, lookAfter, saveContact } from '../acts/people.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { may, maySeeUnit, type Person } from '../domain/permissions.js';
import { mayCorrect } from '../domain/posts.js';
import { type PostFormView } from '../rendering/views-people.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { takeForm, type Typed } from '../web/forms.js';
import { rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { reissueOf } from '../web/reissue.js';
import { dayNeeded, formToken, lineNeeded, mailAddress, phoneNumber, version } from '../web/text-input.js';
import { readWorldAround } from '../web/world.js';
import { contactView, handoverView, homeOf, type PostFacts, postUnitsView } from './post.views.js';

const REACHED = { mail: mailAddress, phone: phoneNumber, token: formToken };
const NAME = lineNeeded(20, '请填写姓名');
const seenOrNone = z.coerce.number({ error: '请刷新页面再试' }).int('请刷新页面再试').min(0).max(2_147_483_647);
const HANDOVER = z.object({
  ...REACHED,
  name: NAME,
  fromOn: dayNeeded('请填写从哪一天起'),
  // A vacant post has no tenure that could have been changed.
  tenure: seenOrNone,
  version: seenOrNone,
});
const CONTACT = z.object({ ...REACHED, contactId: rowId, version });
const NAMED_CONTACT = CONTACT.extend({ name: NAME });
const UNITS = z.object({
  units: z.preprocess(
    (given): unknown[] => (given === undefined || given === '' ? [] : Array.isArray(given) ? given : [given]),
    z.array(rowId, { error: '没有这个选项' }),
  ),
  token: formToken,
});

type Refused = PostFacts['refused'];
type Occasion = { at: string; today: string; actor: string };

/** What is said of a post that was given: to a successor, or to the first who holds it. */
function noticeOf(isHandedOver: boolean, reached: boolean): { said: string } {
  if (isHandedOver) return reached ? { said: 'handed-over' } : { said: 'handed-over-without-mail' };
  return reached ? { said: 'appointed' } : { said: 'appointed-without-mail' };
}

/** The small forms of a post: handing it over, setting its holder's contact right, the units that a deputy leader looks after. */
@Controller('/posts/:post')
export class PostController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('handover')
  @Who('manage-people')
  @Kept()
  async handoverForm(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('post', new RowId('岗位')) postId: number,
    @Query() asked: Typed,
  ) {
    return this.page(visit, me, postId, null, (facts) => handoverView(facts, asked));
  }

  @Post('handover')
  @Who('manage-people')
  async handover(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('post', new RowId('岗位')) postId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      HANDOVER,
      typed,
      ({ token, name, mail, phone, fromOn, version: seen, tenure }) =>
        this.keep(me, token, async (stores, occasion) => {
          const asked = { postId, toContact: { name, mail, phone }, fromOn, version: seen, tenureId: tenure };
          const tenureId = await handOver(stores, asked, occasion);
          // A colleague who is known already keeps the mail address that was not typed again.
          const reached = ((await stores.people.holding(tenureId))?.mail ?? null) !== null;
          const notice = noticeOf(seen > 0, reached);
          const post = (await stores.people.post(postId)) ?? { planId: null, unitId: null };
          const reissue = reissueOf(typed ?? {});
          if (reissue !== null && post.planId !== null) return paths.intakeComparison(reissue, post.planId, notice);
          return withQuery(seen > 0 ? paths.handoverSheet(tenureId) : homeOf(post), notice);
        }),
      (faults) =>
        this.page(visit, me, postId, { typed: typed ?? {}, faults }, (facts) => handoverView(facts, typed ?? {})),
    );
  }

  @Get('contact')
  @Who('see-own')
  @Kept()
  async contactForm(@Visiting() visit: Visit, @Me() me: Person, @Param('post', new RowId('岗位')) postId: number) {
    return this.page(visit, me, postId, null, this.contactPage);
  }

  @Post('contact')
  @Who('see-own')
  async contact(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('post', new RowId('岗位')) postId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await this.storage.read((stores) => this.read(stores, me, postId, null));
    const isOffice = may(me, 'manage-people');
    await takeForm<z.infer<typeof CONTACT> & { name?: string }>(
      response,
      isOffice ? NAMED_CONTACT : CONTACT,
      typed,
      ({ token, ...form }) =>
        this.keep(me, token, async (stores, occasion) => {
          const { holder, post } = await this.read(stores, me, postId, null);
          if (!holder || !mayCorrect(me, holder)) throw new RuleBroken('not-allowed');
          // Whoever holds the post now is not whom the page showed.
          if (holder.contactId !== form.contactId) throw new RuleBroken('stale', { thing: '岗位' });
          await saveContact(stores, { postId, ...form, name: form.name ?? holder.name }, occasion);
          return withQuery(homeOf(post), { said: 'contact-saved' });
        }),
      (faults) => this.page(visit, me, postId, { typed: typed ?? {}, faults }, this.contactPage),
    );
  }

  @Get('units')
  @Who('manage-people')
  @Kept()
  async unitsForm(@Visiting() visit: Visit, @Me() me: Person, @Param('post', new RowId('岗位')) postId: number) {
    return this.page(visit, me, postId, null, this.unitsPage);
  }

  @Post('units')
  @Who('manage-people')
  async units(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Param('post', new RowId('岗位')) postId: number,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    await takeForm(
      response,
      UNITS,
      typed,
      ({ token, units }) =>
        this.keep(me, token, async (stores, occasion) => {
          await lookAfter(stores, { postId, unitIds: units }, occasion);
          const post = await stores.people.post(postId);
          return withQuery(homeOf(post ?? { planId: null, unitId: null }), { said: 'looked-after' });
        }),
      (faults) => this.page(visit, me, postId, { typed: typed ?? {}, faults }, this.unitsPage),
    );
  }

  private keep(
    me: Person,
    token: string | null,
    work: (stores: Stores, occasion: Occasion) => Promise<string>,
  ): Promise<string> {
    const now = this.clock.now();
    return this.storage.write((stores) => once(stores, token, now.at, () => work(stores, { ...now, actor: me.name })));
  }

  private readonly contactPage = (facts: PostFacts) => {
    const { holder, me } = facts;
    if (!holder) throw new RuleBroken('not-found', { thing: '联系人' });
    if (!mayCorrect(me, holder)) throw new RuleBroken('not-allowed');
    return contactView({ ...facts, holder });
  };

  private readonly unitsPage = async (facts: PostFacts, stores: Stores) => {
    const { post } = facts;
    if (post.planId === null || post.kind !== 'deputy-leader') throw new RuleBroken('not-found', { thing: '岗位' });
    const chosen = (await stores.people.unitsOfPosts([post.id])).map(({ unitId }) => unitId);
    return postUnitsView({ ...facts, units: await stores.plans.planUnits(post.planId), chosen });
  };

  /** Whoever may not see a post is told that there is none; who came by a mail's link sees none. */
  private async read(stores: Stores, me: Person, postId: number, refused: Refused): Promise<PostFacts> {
    const post = await stores.people.post(postId);
    const sees =
      post && me.items === null && (post.planId === null ? maySeeUnit(me, post.unitId ?? 0) : may(me, 'see-all'));
    if (!sees) throw new RuleBroken('not-found', { thing: '岗位' });
    const { today } = this.clock.now();
    const held = await stores.people.holdings([postId]);
    const holder =
      held.find(({ fromOn, untilOn }) => fromOn <= today && (untilOn === null || today <= untilOn)) ?? null;
    const of =
      post.planId === null
        ? (await stores.plans.unit(post.unitId ?? 0))?.name
        : (await stores.plans.heads()).find(({ id }) => id === post.planId)?.title;
    return { today, me, post, of: of ?? '', holder, refused };
  }

  private page(
    visit: Visit,
    me: Person,
    postId: number,
    refused: Refused,
    view: (facts: PostFacts, stores: Stores) => Omit<PostFormView, 'frame'> | Promise<Omit<PostFormView, 'frame'>>,
  ) {
    return this.storage.read(async (stores) => {
      const made = await view(await this.read(stores, me, postId, refused), stores);
      const world = await readWorldAround(stores, this.clock.now(), visit);
      const at = { title: made.heading, place: 'people', form: true } as const;
      return this.pages.render('pages/people/post-form', visit, world, at, made);
    });
  }
}
