import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Digest } from '../domain/mail.js';
import { may, maySeeUnit, type Person } from '../domain/permissions.js';
import { type DigestKind } from '../domain/plan.js';
import { digestIdOf } from '../mail/compose-digest.js';
import { hashOf } from '../secret.js';
import { Storage } from '../storage/doors.js';
import { type Stores } from '../storage/stores/all.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { Fits, pageNumber, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { readPlanWorld } from '../web/world.js';
import { unreachedBy } from './unreached.js';
import { DIGESTS_PER_PAGE, digestsView, issueView } from './digests.views.js';

const KINDS = ['digest', 'unit-digest', 'worklist'] as const satisfies readonly DigestKind[];
const ASKED = z.object({ kind: z.enum(KINDS).catch('digest'), page: pageNumber });

/** 摘要: the issues as they were sent, each of its kept figures; opened signed in, or by the link of the mail that carried it. */
@Controller()
export class DigestsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('/plans/:plan/digests')
  @Who('see-all')
  @Kept()
  async list(
    @Visiting() visit: Visit,
    @Param('plan', new RowId('方案')) planId: number,
    @Query(new Fits(ASKED)) { kind, page }: z.infer<typeof ASKED>,
  ) {
    return this.storage.read(async (stores) => {
      const world = await readPlanWorld(stores, this.clock.now(), planId);
      const asked = { planId, kinds: [kind], limit: DIGESTS_PER_PAGE, offset: (page - 1) * DIGESTS_PER_PAGE };
      const unreached = await unreachedBy(stores, kind, world);
      const view = digestsView({ world, kind, page, unreached, ...(await stores.digests.page(asked)) });
      const at = { title: '摘要与日报', place: 'briefing', form: true } as const;
      return this.pages.render('pages/digests/list', visit, world, at, view);
    });
  }

  @Get('/digests/:id')
  @Who('see-own')
  @Kept()
  async issue(@Visiting() visit: Visit, @Me() me: Person, @Param('id', new RowId('摘要')) id: number) {
    return this.storage.read(async (stores) => {
      const digest = await stores.digests.byId(id);
      if (!digest || !maySee(me, digest)) throw new RuleBroken('not-found', { thing: '摘要' });
      return this.page(stores, visit, digest, may(me, 'see-all'));
    });
  }

  /** Shows the issue of one mail and nothing else; writes nothing, however often machines look at it. */
  @Get('/d/:token')
  @Who('anyone')
  async open(@Visiting() visit: Visit, @Param('token') token: string) {
    return this.storage.read(async (stores) => {
      const link = await stores.mailLinks.byHash(hashOf(token));
      const mail = link && link.revokedAt === null ? await stores.outbox.byId(link.outboxId) : null;
      const digest = mail && (await stores.digests.byId(digestIdOf(mail) ?? 0));
      // The office's list is read where it is worked off: its mail's link opens nothing by itself.
      if (!digest || digest.kind === 'worklist') throw new RuleBroken('link-over');
      return this.page(stores, visit, digest, false);
    });
  }

  private async page(stores: Stores, visit: Visit, digest: Digest, seesAll: boolean): Promise<string> {
    const world = await readPlanWorld(stores, this.clock.now(), digest.planId);
    const view = issueView(digest, world, seesAll);
    const at = { title: view.heading, place: 'briefing', form: true } as const;
    // Who came by a mail's link is shown the issue, and nothing of the plan around it.
    return this.pages.render('pages/digests/issue', visit, visit.person ? world : null, at, view);
  }
}

/** The leaders' and the office's are for whoever sees the whole plan; a unit's for the unit, too. */
function maySee(person: Person, { kind, unitId }: Digest): boolean {
  if (may(person, 'see-all')) return true;
  return kind === 'unit-digest' && unitId !== null && person.items === null && maySeeUnit(person, unitId);
}
