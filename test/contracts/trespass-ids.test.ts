import Database from 'better-sqlite3';
import { sqliteFile } from '../../src/settings.js';
import { fillIn, type Filled } from '../support/filling.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { TABLE } from './routes/all.js';
import { ROLES, rowsOf, signInAs } from './routes.js';

/** Two units that lead no measure: whatever is another's, a submission to a lead unit included, is not theirs to see. */
const STRANGERS = ['县市场监督管理局', '县妇联'] as const;
const NOBODYS = 999_999;

let server: TestServer;
const liaisons = new Map<number, Visitor>();
/** Of each kind of thing in the world of the course its id and whose it is. */
let things: Record<string, { id: number; unitId: number }[]>;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ course: true }));
  const units = await server.program.storage.read((stores) => stores.plans.planUnits(1));
  for (const { id, name } of units) liaisons.set(id, await server.signIn(`liaison:${name}`));
  things = {
    unit: units.map(({ id }) => ({ id, unitId: id })),
    assignment: owned('assignment WHERE phase_id = 1'),
    report: owned('report'),
    submission: owned('submission'),
    extension: owned('extension'),
    instruction: owned('instruction'),
    inspectionItem: owned('inspection_item'),
    rectification: owned('rectification'),
    attachment: owned('attachment'),
    post: owned('post WHERE unit_id IS NOT NULL AND plan_id IS NULL'),
    tenure: rows(
      'SELECT t.id, p.unit_id AS "unitId" FROM tenure t JOIN post p ON p.id = t.post_id WHERE p.plan_id IS NULL',
    ),
  };
}, 120_000);
afterAll(() => server.close());

const owned = (from: string) => rows(`SELECT id, unit_id AS "unitId" FROM ${from}`);
function rows(sql: string): { id: number; unitId: number }[] {
  const database = new Database(sqliteFile(server.program.settings), { readonly: true });
  try {
    return database.prepare<[], { id: number; unitId: number }>(sql).all();
  } finally {
    database.close();
  }
}

/** Every address under which a liaison could ask for, or act on, a thing of a unit. A GET of one's own is answered with 200. */
const ADDRESSES: [kind: string, address: string, fields: Record<string, string> | null][] = [
  ['unit', '/plans/1/units/:id', null],
  ['unit', '/units/:id/people', null],
  ['unit', '/plans/1/units/:id/report', null],
  ['unit', '/plans/1/units/:id/report', { items: '1', kind: 'nothing' }],
  ['unit', '/plans/1/units/:id/report/draft', { progress: '抢先填写', by: 'button' }],
  ['unit', '/plans/1/units/:id/acknowledgements', {}],
  ['unit', '/attachments?planId=1&unitId=:id&form=report', null],
  ['unit', '/api/v1/plans/1/assignments?unit=:id', null],
  ['unit', '/api/v1/plans/1/reports?unit=:id', null],
  ['unit', '/api/v1/plans/1/extensions?unit=:id', null],
  ['unit', '/api/v1/plans/1/rectifications?unit=:id', null],
  ['unit', '/api/v1/plans/1/instructions?unit=:id', null],
  ['assignment', '/assignments/:id', null],
  ['assignment', '/assignments/:id/extensions', null],
  ['assignment', '/assignments/:id/acts', { act: 'decline', version: '1', reason: '非本单位职责' }],
  ['assignment', '/assignments/:id/extensions', { version: '1', reason: '无', progress: '无', askedDay: '2020-07-20' }],
  ['assignment', '/api/v1/assignments/:id', null],
  ['assignment', '/api/v1/assignments/:id/acts', { act: 'acknowledge', version: '1' }],
  ['report', '/reports/:id/withdrawal', { version: '1' }],
  ['submission', '/submissions/:id', null],
  ['extension', '/extensions/:id', null],
  ['extension', '/extensions/:id/withdrawal', { version: '1' }],
  ['instruction', '/instructions/:id', null],
  ['instruction', '/instructions/:id/answer', { version: '1', answer: '已办理' }],
  ['inspectionItem', '/inspection-items/:id', null],
  ['rectification', '/rectifications/:id', null],
  ['rectification', '/rectifications/:id/notice', null],
  ['rectification', '/rectifications/:id/rounds', { version: '1', measures: '补', result: '齐', lessons: '查' }],
  ['rectification', '/rectifications/:id/objections', { text: '不属实' }],
  ['rectification', '/attachments?planId=1&unitId=1&form=rectification:ID', null],
  ['attachment', '/attachments/:id', null],
  ['attachment', '/attachments/:id/removal', {}],
];

const at = (address: string, id: number) => address.replace(/:id|(?<=:)ID/, String(id));
const ask = async (visit: Visitor, address: string, fields: Record<string, string> | null) => {
  const answer = await visit(address, fields ? form(fields) : {});
  await answer.text();
  return answer.status;
};

describe('A liaison of one unit', () => {
  test.each(ADDRESSES)('is told of a %s under %s (%j) only what is their own', async (kind, address, fields) => {
    const all = things[kind]!;
    expect(all.length).toBeGreaterThan(0);
    const before = fields && rowsOf(server, ['session']);
    for (const stranger of STRANGERS) {
      const unit = await server.program.storage.read((stores) => stores.plans.unitByName(stranger));
      const foreign = all.filter(({ unitId }) => unitId !== unit?.id);
      const found: string[] = [];
      for (const { id } of foreign) found.push(`${id}: ${await ask(liaisons.get(unit!.id)!, at(address, id), fields)}`);
      expect(found.filter((line) => !line.endsWith('404'))).toEqual([]);
      expect(await ask(liaisons.get(unit!.id)!, at(address, NOBODYS), fields)).toBe(404);
    }
    if (fields) expect(rowsOf(server, ['session'])).toEqual(before);
    else {
      // A sheet that is still empty is shown to no unit, and what was handed in takes no more files: some are theirs to see.
      const own: number[] = [];
      for (const { id, unitId } of all) own.push(await ask(liaisons.get(unitId)!, at(address, id), null));
      expect(own).toContain(200);
    }
  });

  test.each([
    ['post', '/posts/:id/handover', null],
    ['post', '/posts/:id/contact', null],
    ['post', '/posts/:id/handover', { name: '某人', mail: '', phone: '', fromOn: '2020-06-24', version: '0' }],
    ['tenure', '/tenures/:id/sheet', null],
    ['tenure', '/tenures/:id/erasure', {}],
  ] as const)('learns nothing of a %s of another under %s', async (kind, address, fields) => {
    const before = rowsOf(server, ['session']);
    const unit = await server.program.storage.read((stores) => stores.plans.unitByName(STRANGERS[0]));
    for (const { id, unitId } of things[kind]!)
      if (unitId !== unit?.id)
        expect([id, [403, 404].includes(await ask(liaisons.get(unit!.id)!, at(address, id), fields))]).toEqual([
          id,
          true,
        ]);
    expect(rowsOf(server, ['session'])).toEqual(before);
  });
});

/** A value that stands in no form: wherever a row has it, a field has set what no form asks. */
const MARK = 'SET-BY-A-FIELD';

/** Every column of every table as a field of a form would be called. */
function columns(): string[] {
  const database = new Database(sqliteFile(server.program.settings), { readonly: true });
  try {
    const tables = database.prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
    const names = tables.flatMap(({ name }) =>
      database.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${name}')`).all(),
    );
    return [
      ...new Set(names.map(({ name }) => name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase()))),
    ];
  } finally {
    database.close();
  }
}

function marked(): string[] {
  return Object.entries(rowsOf(server, [])).flatMap(([table, all]) =>
    all.filter((row) => row.includes(MARK)).map((row) => `${table}: ${row}`),
  );
}

describe('Fields that no form has set nothing', () => {
  const posts = Object.entries(TABLE).filter(([name, { fields }]) => name.startsWith('POST ') && fields);

  test.each(posts)('on %s', async (_name, { address, fields = {}, answers }) => {
    const extra = Object.fromEntries(columns().map((column) => [column, MARK]));
    const role = ROLES.findIndex((_role, i) => i > 0 && !/^(401|403|404)|sign-in/.test(answers[i]!));
    const visit = role < 0 ? server.visit : await signInAs(server, ROLES[role]!);
    const answer = await visit(address, form({ ...extra, ...fields }));
    await answer.text();
    expect(answer.status).toBeLessThan(500);
    expect(marked()).toEqual([]);
  });

  test('on forms that are taken', async () => {
    // The routes before have ended sessions.
    const clerk = await server.signIn('office');
    const extra: Filled = Object.fromEntries(columns().map((column) => [column, MARK]));
    const idOf = (sql: string) => rows(sql)[0]!;
    const lines: [visit: Visitor, page: string, action: string, filling: Filled][] = [];
    const mine = idOf(`SELECT id, unit_id AS "unitId" FROM assignment WHERE stage = 'underway' AND phase_id = 2`);
    const own = liaisons.get(mine.unitId)!;
    const [asking, deciding, answering, reviewing] = [
      idOf(`SELECT id, unit_id AS "unitId" FROM assignment WHERE stage = 'underway' AND phase_id = 3`),
      idOf(`SELECT id, unit_id AS "unitId" FROM extension WHERE stage = 'requested'`),
      idOf(`SELECT id, unit_id AS "unitId" FROM instruction WHERE stage = 'issued'`),
      idOf(`SELECT id, unit_id AS "unitId" FROM report WHERE stage = 'submitted'`),
    ];
    const page = `/assignments/${mine.id}`;
    // Only who reopens gives a day: a unit that sends back and names one changes none.
    lines.push([own, page, `${page}/acts`, { act: 'decline', reason: '非本单位职责', dueOn: '2030-01-01' }]);
    const ask = `/assignments/${asking.id}/extensions`;
    lines.push([liaisons.get(asking.unitId)!, ask, ask, { reason: '协查', progress: '过半', askedDay: '2020-11-20' }]);
    const decide = `/extensions/${deciding.id}`;
    lines.push([clerk, decide, `${decide}/decision`, { act: 'refuse', reason: '请按期', opinion: '', deputyName: '' }]);
    const told = `/instructions/${answering.id}`;
    lines.push([liaisons.get(answering.unitId)!, told, `${told}/answer`, { answer: '已按批示办理' }]);
    const review = `/reports/${reviewing.id}/review`;
    lines.push([clerk, review, review, { outcome: 'return', reason: '请补充', checks: [] }]);
    for (const [visit, at, action, filling] of lines) {
      // What stands in the form, its version and token first, is sent as it stands; the rest is of no form.
      const answer = await fillIn(visit, at, action, (standing) => ({ ...extra, ...standing, ...filling }));
      expect([action, answer.status]).toEqual([action, 303]);
    }
    expect(marked()).toEqual([]);
    expect((await server.program.storage.read((stores) => stores.assignments.byId(mine.id)))?.dueOn).not.toBe(
      '2030-01-01',
    );
  });
});
