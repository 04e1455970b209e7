import { Injectable } from '@nestjs/common';
import { acknowledgeAll } from '../acts/acknowledge-all.js';
import { handInFiles } from '../acts/attach.js';
import { dropFiledDrafts, keepReportDraft, reportDraftKey } from '../acts/drafts.js';
import { actOnce } from '../acts/once.js';
import { submitReports } from '../acts/submit-reports.js';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { type Typed } from '../web/forms.js';
import { paths, withQuery } from '../web/paths.js';
import { draftBody, draftName, entriesOf, type ReportForm, seenDraft, tickedIn, unfiledBody } from './report.forms.js';
import { readReport, type ReportFacts } from './report.facts.js';

/** Whose report is asked for, and by whom. */
export interface ReportOf {
  planId: number;
  unitId: number;
  me: Person;
}

/** What the report page does: files, keeps drafts, acknowledges. */
@Injectable()
export class Reports {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
  ) {}

  /** What the page shows, items that a sent form has ticked included. */
  async facts(of: ReportOf, typed: Typed): Promise<ReportFacts> {
    return this.storage.read((stores) => readReport(stores, this.clock.now(), of, tickedIn(typed)));
  }

  /** Files what the form says of every ticked item; returns where it can be read. Throws like `submitReports`. */
  async file(of: ReportOf, facts: ReportFacts, form: object, typed: Typed): Promise<string> {
    const { planId, unitId, me } = of;
    const { token, byName, phone, items: filed } = form as ReportForm;
    const request = { planId, unitId, person: me, byName, phone, entries: entriesOf(facts, form as ReportForm) };
    return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
      const id = await submitReports(stores, request, facts.world.calendar, occasion);
      await handInFiles(stores, reportDraftKey(planId, unitId, me), `submission:${id}`);
      await dropFiledDrafts(stores, { planId, unitId, person: me, filed });
      const body = unfiledBody(facts, typed, filed);
      if (body) await keepReportDraft(stores, { planId, unitId, person: me, body, seen: null }, occasion);
      return withQuery(paths.submission(id), { said: 'report-filed' });
    });
  }

  /** Keeps the form as it was typed. Throws `RuleBroken` 'draft-taken', 'not-found'. */
  async keep(
    { planId, unitId, me }: ReportOf,
    typed: Typed,
  ): Promise<{ saved: string; version: string; page: string }> {
    const now = this.clock.now();
    const draft = { planId, unitId, person: me, body: draftBody(typed, me.items), seen: seenDraft(typed) };
    const kept = await this.storage.write(async (stores) => {
      if (!(await stores.plans.plansOf(unitId)).includes(planId)) throw new RuleBroken('not-found', { thing: '方案' });
      return keepReportDraft(stores, draft, { ...now, actor: me.name });
    });
    const page = withQuery(paths.report(planId, unitId), { said: 'draft-kept' });
    return { saved: `草稿已于${now.time}存好`, version: draftName(kept), page };
  }

  /** Acknowledges all that waits for it; returns where to go on. */
  async acknowledge({ planId, unitId, me }: ReportOf, token: string | null): Promise<string> {
    return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
      if (me.unitId !== unitId) throw new RuleBroken('not-found', { thing: '单位' });
      await acknowledgeAll(stores, { planId, unitId, person: me }, occasion);
      return withQuery(paths.report(planId, unitId), { said: 'all-acknowledged' });
    });
  }
}
