import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { Storage } from '../storage/doors.js';
import { type Visit } from '../web/access.js';
import { SeeOther } from '../web/errors.filter.js';
import { faultSummary } from '../web/forms.js';
import { Pages } from '../web/pages.service.js';
import { paths } from '../web/paths.js';
import { type Skipped } from './chases.views.js';
import { chaseForm, type Refused } from './desk.forms.js';
import { readBeside, readDesk } from './desk.service.js';
import { deskView } from './desk.views.js';

/** What could not be done of many: reports not accepted, units not chased. */
export interface Undone {
  missed: readonly number[];
  skipped: readonly Skipped[];
}
export const ALL_DONE: Undone = { missed: [], skipped: [] };

/** The work list as a page, as it stands or with a form that was refused. */
@Injectable()
export class DeskPage {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  /** The finished page; `missed` and `skipped` are what could not be done of many. */
  async page(visit: Visit, planId: number, { missed, skipped }: Undone, refused: Refused | null): Promise<string> {
    return this.storage.read(async (stores) => {
      const facts = await readDesk(stores, this.clock.now(), planId, missed);
      // Nothing waits in a closed plan.
      if (facts.world.plan.state === 'closed')
        throw refused ? new RuleBroken('plan-closed') : new SeeOther(paths.overview(planId));
      const beside = await readBeside(stores, facts);
      const view = deskView({ ...facts, beside }, chaseForm(facts, refused), refused, skipped);
      const acts = view.declined?.items.flatMap((item) => item.acts).filter(({ open }) => open) ?? [];
      const fields = [
        ...acts.flatMap(({ form }) => form.fields),
        ...(refused?.of === 'chase' ? (view.owing?.form?.fields ?? []) : []),
      ];
      const words = refused?.typed['reason'] ?? refused?.typed['text'];
      const model = {
        ...view,
        summary: faultSummary(refused?.faults ?? null, fields),
        typed: fields.length === 0 && typeof words === 'string' && words !== '' ? words : null,
      };
      const at = { title: '今天要办', place: 'desk', form: true } as const;
      return this.pages.render('pages/desk/desk', visit, facts.world, at, model);
    });
  }
}
