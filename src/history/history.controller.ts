import { Controller, Get, Query, Res } from '@nestjs/common';
import { type Response } from 'express';
import { z } from 'zod';
import { Clock } from '../clock.js';
import { isDay } from '../domain/day.js';
import { Storage } from '../storage/doors.js';
import { type Visit, Visiting, Who } from '../web/access.js';
import { CSV_TYPE, csvRow } from '../web/csv.js';
import { chosen, Fits, rowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { line } from '../web/text-input.js';
import { readWorldAround } from '../web/world.js';
import { COLUMNS, historyCells } from './history.csv.js';
import { historyBatches, readHistory } from './history.service.js';
import { historyView } from './history.views.js';

const day = chosen(z.string().refine(isDay, '应是 2020-06-24 这样的日期'));
const FILTER = z.object({
  plan: chosen(rowId),
  unit: chosen(rowId),
  act: chosen(z.string().regex(/^[a-z-]{1,40}$/, '没有这种操作')),
  from: day,
  to: day,
  who: chosen(line(40)),
  before: chosen(rowId),
});

/** 留痕: who did what, when, and what it changed. */
@Controller()
@Who('see-history')
export class HistoryController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get('/history')
  @Kept()
  async list(@Visiting() visit: Visit, @Query(new Fits(FILTER)) filter: z.infer<typeof FILTER>) {
    return this.storage.read(async (stores) => {
      const world = await readWorldAround(stores, this.clock.now(), visit, filter.plan);
      const facts = await readHistory(stores, world, filter);
      const at = { title: '留痕', place: 'history', form: true } as const;
      return this.pages.render('pages/history/list', visit, world, at, historyView(facts));
    });
  }

  /** The same as a spreadsheet, sent as it is read: however long the history, little of it is in memory at once. */
  @Get('/history.csv')
  async csv(@Query(new Fits(FILTER)) { before: _, ...filter }: z.infer<typeof FILTER>, @Res() response: Response) {
    const name = `留痕-${this.clock.now().today}.csv`;
    response
      .type(CSV_TYPE)
      .attachment(name)
      .write(`\ufeff${csvRow(COLUMNS)}`);
    for await (const lines of historyBatches(this.storage, filter)) {
      if (response.destroyed) return;
      response.write(lines.map((entry) => csvRow(historyCells(entry))).join(''));
    }
    response.end();
  }
}
