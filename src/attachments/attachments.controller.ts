import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { Storage } from '../storage/doors.js';
import { filesOf, TakesFiles } from '../upload/take-files.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { attachmentsPart } from '../web/attachments-part.js';
import { type Faults, faultSummary, takeForm, type Typed } from '../web/forms.js';
import { rowId, RowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { formToken } from '../web/text-input.js';
import { readPlanWorld } from '../web/world.js';
import { Attachments } from './attachments.service.js';
import { placeOf } from './places.js';

/** Which form the files are for; whose they become is worked out, never taken from here. */
const TO = z.object({
  planId: rowId,
  unitId: rowId,
  form: z.string({ error: '请从表单页面上传' }).max(60, '请从表单页面上传'),
  token: formToken,
});

/** Evidence: taken in for a form, given out again as it came. */
@Controller('/attachments')
export class AttachmentsController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    private readonly attachments: Attachments,
  ) {}

  @Get()
  @Who('see-own')
  @Kept()
  async list(@Visiting() visit: Visit, @Me() me: Person, @Query() query: Typed) {
    return this.page(visit, me, query, null);
  }

  @Post()
  @Who('see-own')
  @TakesFiles()
  async take(@Visiting() visit: Visit, @Me() me: Person, @Body() typed: Typed | undefined, @Res() response: Response) {
    await takeForm(
      response,
      TO,
      typed,
      ({ token, ...to }) => this.attachments.take(me, to, () => filesOf(visit), token),
      (faults) => this.page(visit, me, typed ?? {}, faults),
    );
  }

  @Get(':id')
  @Who('see-own')
  async one(@Me() me: Person, @Param('id', new RowId('文件')) id: number, @Res() response: Response) {
    const { attachment, bytes } = await this.attachments.open(me, id);
    response.setHeader('Content-Type', attachment.type);
    response.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeName(attachment.name)}`);
    response.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
    response.end(bytes);
  }

  @Post(':id/removal')
  @Who('see-own')
  async remove(@Me() me: Person, @Param('id', new RowId('文件')) id: number, @Res() response: Response) {
    response.redirect(303, await this.attachments.remove(me, id));
  }

  private page(visit: Visit, me: Person, asked: Typed, faults: Faults | null) {
    const to = TO.safeParse(asked);
    if (!to.success) throw new RuleBroken('not-found', { thing: '表单' });
    return this.storage.read(async (stores) => {
      const place = await placeOf(stores, me, to.data);
      const world = await readPlanWorld(stores, this.clock.now(), place.planId);
      const files = await stores.attachments.ofOwner(place.owner);
      const part = attachmentsPart(files, world.today, { upload: place, faults, heading: '已上传' });
      const summary = faultSummary(faults, part.form?.fields ?? []);
      const at = { title: '佐证材料', place: 'report', form: true } as const;
      const view = { title: at.title, lead: place.lead, back: place.back, summary, part };
      return this.pages.render('pages/attachments/files', visit, world, at, view);
    });
  }
}

/** A name as RFC 5987 wants it in a header. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
