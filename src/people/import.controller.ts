import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { z } from 'zod';
import { type CellFault, importContacts, workOutContacts } from '../acts/import-contacts.js';
import { actOnce } from '../acts/once.js';
import { Clock } from '../clock.js';
import {
  COLUMN_NAMES,
  type ContactColumn,
  type ContactRow,
  contactRows,
  MOST_ROWS,
  type TypedRow,
} from '../domain/contact-rows.js';
import { RuleBroken } from '../domain/errors.js';
import { type Person } from '../domain/permissions.js';
import { tableOfText, tableOfWorkbook, textOfCsv } from '../sheets/read-table.js';
import { Storage } from '../storage/doors.js';
import { checkFile, SHEETS } from '../upload/check-file.js';
import { filesOf, TakesFiles } from '../upload/take-files.js';
import { Me, type Visit, Visiting, Who } from '../web/access.js';
import { type Faults, faultsOf, readForm, type Typed } from '../web/forms.js';
import { Fits, rowId } from '../web/input.js';
import { Kept } from '../web/kept.js';
import { Pages } from '../web/pages.service.js';
import { paths, withQuery } from '../web/paths.js';
import { dayOrNone, formToken, lineNeeded, mailAddress, phoneNumber } from '../web/text-input.js';
import { readPlanWorld, readWorldAround } from '../web/world.js';
import { type CellWords, type ImportFacts, importView, inWords } from './import.views.js';
import { contactsTemplate } from './template.js';

const LARGEST_LIST = 2 * 1024 * 1024;
/** Which plan's page one comes from and goes back to; without one, the newest. */
const PLAN = z.object({ plan: rowId.optional().catch(undefined) });
const ROW = z.object({
  unit: lineNeeded(60, '请填写单位'),
  post: lineNeeded(20, '请填写岗位'),
  name: lineNeeded(20, '请填写姓名'),
  mail: mailAddress,
  phone: phoneNumber,
  fromOn: dayOrNone,
});
const PACKED = z
  .array(z.tuple([z.number().int().min(1).max(100_000)]).rest(z.string()))
  .min(1)
  .max(MOST_ROWS);
const CONFIRMATION = z.object({ rows: z.string(), token: formToken });

/** Importing contacts from a sheet: a template, a list that is checked cell by cell, a preview, a confirmation. */
@Controller('/contacts/import')
@Who('manage-people')
export class ImportController {
  constructor(
    private readonly storage: Storage,
    private readonly clock: Clock,
    private readonly pages: Pages,
  ) {}

  @Get()
  @Kept()
  async form(@Visiting() visit: Visit, @Query(new Fits(PLAN)) { plan }: z.infer<typeof PLAN>) {
    return this.page(visit, plan, { typed: null, faults: null, rows: [], cells: [], changes: null });
  }

  @Get('template.xlsx')
  async template(
    @Visiting() visit: Visit,
    @Query(new Fits(PLAN)) { plan }: z.infer<typeof PLAN>,
    @Res() response: Response,
  ) {
    const sheet = await this.storage.read(async (stores) => {
      const now = this.clock.now();
      const planId = plan ?? (await readWorldAround(stores, now, visit)).plan?.id ?? 0;
      await readPlanWorld(stores, now, planId);
      const units = await stores.plans.planUnits(planId);
      const holders = await stores.people.holdersOf(
        units.map(({ id }) => id),
        now.today,
      );
      return contactsTemplate(units, holders);
    });
    response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    response.attachment('联系人名单.xlsx').send(sheet);
  }

  @Post()
  @TakesFiles('file')
  async check(
    @Visiting() visit: Visit,
    @Req() request: Request,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    const { plan } = PLAN.parse(typed ?? {});
    const facts = await this.checked(await readList(request, typed ?? {}), typed ?? {});
    const isFine = facts.faults === null && facts.cells.length === 0;
    const page = await this.page(visit, plan, facts);
    response
      .status(isFine ? 200 : 422)
      .type('html')
      .send(page);
  }

  @Post('confirmation')
  async confirm(
    @Visiting() visit: Visit,
    @Me() me: Person,
    @Body() typed: Typed | undefined,
    @Res() response: Response,
  ) {
    const { plan } = PLAN.parse(typed ?? {});
    const rows = unpacked(typed ?? {});
    const read = Array.isArray(rows) ? checkedRows(rows) : null;
    if (read?.cells.length === 0) {
      try {
        response.redirect(303, await this.keep(me, plan, typed ?? {}, read.good));
        return;
      } catch (error) {
        // Somebody has meanwhile changed what the list builds on: it is checked again, and says where.
        if (!(error instanceof RuleBroken) || error.code !== 'list-faults') throw error;
      }
    }
    const page = await this.page(visit, plan, await this.checked(rows, {}));
    response.status(422).type('html').send(page);
  }

  private async keep(me: Person, plan: number | undefined, typed: Typed, rows: ContactRow[]): Promise<string> {
    const { token } = z.object({ token: formToken }).parse(typed);
    return actOnce(this.storage, token, { ...this.clock.now(), actor: me.name }, async (stores, occasion) => {
      await importContacts(stores, rows, occasion);
      const planId = plan ?? (await stores.plans.heads())[0]?.id;
      return withQuery(planId === undefined ? paths.contactsImport() : paths.people(planId), {
        said: 'contacts-imported',
      });
    });
  }

  /** A list with what is wrong with its cells or what it would change. */
  private async checked(rows: TypedRow[] | Faults, typed: Typed): Promise<Omit<ImportFacts, 'planId'>> {
    const nothing = { typed, faults: null, rows: [], cells: [], changes: null };
    if (!Array.isArray(rows)) return { ...nothing, faults: rows };
    const { good, doubtful, cells } = checkedRows(rows);
    const { today } = this.clock.now();
    const worked = await this.storage.read((stores) => workOutContacts(stores, [...good, ...doubtful], today));
    const isSure = ({ row, column }: CellFault) => column !== 'fromOn' || good.some((one) => one.row === row);
    const all = [...cells, ...inWords(worked.faults.filter(isSure))];
    return { ...nothing, rows, cells: all, changes: all.length === 0 ? worked.changes : null };
  }

  private page(visit: Visit, plan: number | undefined, facts: Omit<ImportFacts, 'planId'>) {
    return this.storage.read(async (stores) => {
      const world = await readWorldAround(stores, this.clock.now(), visit, plan);
      if (!world.plan) throw new RuleBroken('not-found', { thing: '方案' });
      const at = { title: '导入联系人', place: 'people', form: true } as const;
      const view = importView({ ...facts, planId: world.plan.id });
      return this.pages.render('pages/people/import', visit, world, at, view);
    });
  }
}

/** The rows of the file, or of what was pasted; or what is wrong with them as a whole. */
async function readList(request: Request, typed: Typed): Promise<TypedRow[] | Faults> {
  const pasted = typeof typed['table'] === 'string' ? typed['table'] : '';
  try {
    const [file, ...others] = filesOf(request);
    if (others.length > 0) throw new RuleBroken('list-unreadable', { field: 'file', reason: '一次只能上传一个文件' });
    if (!file) return rowsOf(tableOfText(pasted), 'table');
    if (file.buffer.length > LARGEST_LIST)
      throw new RuleBroken('list-unreadable', { field: 'file', reason: '文件超过2MB' });
    const { type } = await checkFile(file.buffer, file.originalname, 'file', SHEETS);
    if (type === 'text/csv') return rowsOf(tableOfText(textOfCsv(file.buffer)), 'file');
    const cells = await tableOfWorkbook(file.buffer);
    if (!cells) throw new RuleBroken('list-unreadable', { field: 'file', reason: '不是完整的工作簿，或者表格过大' });
    return rowsOf(cells, 'file');
  } catch (error) {
    return faultsOf(error);
  }
}

function rowsOf(cells: string[][], field: string): TypedRow[] {
  const rows = contactRows(cells);
  if (typeof rows === 'string') throw new RuleBroken(rows, { field });
  return rows;
}

/** The rows that a preview carried; nothing of them is believed. */
function unpacked(typed: Typed): TypedRow[] | Faults {
  try {
    const { rows } = CONFIRMATION.parse(typed);
    return PACKED.parse(JSON.parse(rows)).map(([row, ...cells]) => {
      const named = COLUMN_NAMES.map((column, i) => [column, cells[i] ?? '']);
      return { ...(Object.fromEntries(named) as Record<ContactColumn, string>), row };
    });
  } catch {
    return faultsOf(new RuleBroken('list-unreadable', { field: 'table', reason: '预览的内容不完整' }));
  }
}

/** Each cell against what its column takes; a row with a fault is doubtful: its unit and post can still be looked up. */
function checkedRows(rows: readonly TypedRow[]): {
  good: ContactRow[];
  doubtful: ContactRow[];
  cells: CellWords[];
} {
  const good: ContactRow[] = [];
  const doubtful: ContactRow[] = [];
  const cells: CellWords[] = [];
  for (const { row, ...typed } of rows) {
    const read = readForm(ROW, typed);
    if (read.ok) good.push({ row, ...read.value });
    else {
      cells.push(...[...read.faults.byField].map(([column, words]) => ({ row, column, words })));
      const mended = readForm(ROW, { ...typed, name: '—', mail: '', phone: '', fromOn: '' });
      if (mended.ok) doubtful.push({ row, ...mended.value });
    }
  }
  return { good, doubtful, cells };
}
