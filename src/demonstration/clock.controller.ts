import { Body, Controller, Inject, Post, Req, Res } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { z } from 'zod';
import { Clock, isInstant, momentAt, momentOf } from '../clock.js';
import { isDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { Runner } from '../schedule/runner.js';
import { type Settings } from '../settings.js';
import { Who } from '../web/access.js';
import { Fits } from '../web/input.js';
import { withQuery } from '../web/paths.js';
import { SETTINGS } from '../web/tokens.js';

const TO = z.object({
  to: z.string().refine((text) => isDay(text) || isInstant(text), '应是 2020-06-28 这样的日期，或带时区的时刻'),
});

/** A chosen day begins, for whoever looks, after its reminders have left. */
const ON_A_DAY = '09:00';

/** The furthest a demonstration can be moved: the calendar knows no later years. */
const LAST_DAY = '2030-12-31';

/** The demonstration clock: forward only, with everything on the way that the timetable owes. */
@Controller('/demo/clock')
export class ClockController {
  constructor(
    private readonly clock: Clock,
    private readonly runner: Runner,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @Who('move-clock')
  async move(@Body(new Fits(TO)) { to }: z.infer<typeof TO>, @Req() request: Request, @Res() response: Response) {
    if (this.settings.mode !== 'demo') throw new RuleBroken('not-found');
    const now = this.clock.now();
    const target = isDay(to) ? momentAt(to, ON_A_DAY) : momentOf(to);
    if (target.at > momentAt(LAST_DAY, '23:59').at) throw new RuleBroken('clock-too-far', { last: LAST_DAY });
    // The day it already is, later than nine: nothing lies between, and nobody meant to go back.
    if (!(isDay(to) && to === now.today && target.at <= now.at)) await this.runner.moveTo(target.at);
    response.redirect(303, withQuery(pageOf(request), { said: 'clock-moved' }));
  }
}

/** Back to the page the button stood on. */
function pageOf(request: Request): string {
  const from = request.headers.referer;
  if (!from || !URL.canParse(from) || new URL(from).host !== request.headers.host) return '/';
  // '//host' would lead away.
  return new URL(from).pathname.replace(/^\/+/, '/');
}
