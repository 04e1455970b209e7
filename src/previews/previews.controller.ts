import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { Clock } from '../clock.js';
import { RuleBroken } from '../domain/errors.js';
import { type MailKind } from '../domain/plan.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { pageAddress, type Settings } from '../settings.js';
import { Storage } from '../storage/doors.js';
import { type Visit, Visiting, Who } from '../web/access.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { ENGINE, SETTINGS } from '../web/tokens.js';
import { readWorldAround } from '../web/world.js';
import { makePreviews, type Preview } from './preview-world.js';
import { previewsView, previewView, shownHtml } from './previews.views.js';

/** 邮件样式: every kind of mail as its reader will see it, with the plan of Baisha. */
@Controller('/mail-previews')
@Who('run-plan')
export class PreviewsController {
  /** Made once: they depend on nothing but the program itself. */
  private made: Promise<Map<MailKind, Preview>> | null = null;

  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
    @Inject(ENGINE) private readonly engine: ViewEngine,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Kept()
  async list(@Visiting() visit: Visit) {
    const previews = await this.previews();
    const world = await this.storage.read((stores) => readWorldAround(stores, this.clock.now(), visit));
    const at = { title: '邮件样式', place: 'outbox' } as const;
    return this.pages.render('pages/previews/list', visit, world, at, previewsView([...previews.values()]));
  }

  @Get('/:kind')
  @Kept()
  async one(@Visiting() visit: Visit, @Param('kind') kind: string) {
    const preview = await this.preview(kind);
    const world = await this.storage.read((stores) => readWorldAround(stores, this.clock.now(), visit));
    const at = { title: '邮件样式', place: 'outbox' } as const;
    return this.pages.render('pages/previews/one', visit, world, at, previewView(preview));
  }

  /** The mail's own HTML, shown in a frame of our page: inline styles and its own pictures are all it has. */
  @Get('/:kind/html')
  @Header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox",
  )
  async html(@Param('kind') kind: string) {
    return shownHtml(await this.preview(kind));
  }

  private async preview(kind: string): Promise<Preview> {
    const preview = (await this.previews()).get(kind as MailKind);
    if (!preview) throw new RuleBroken('not-found', { thing: '邮件样式' });
    return preview;
  }

  private previews(): Promise<Map<MailKind, Preview>> {
    this.made ??= makePreviews(this.engine, pageAddress(this.settings)).catch((error: unknown) => {
      // A disk that was full for a moment must not take the page away until the next start.
      this.made = null;
      throw error;
    });
    return this.made;
  }
}
