import { activatePlan } from '../../src/acts/activate-plan.js';
import { type OutboxMail, type Unit } from '../../src/domain/plan.js';
import { openSecret } from '../../src/secret.js';
import { form, mailbox, openTestProgram, startTestServer, type TestServer, type Visitor } from '../support/program.js';
import { importText, jsonAt, linksNamed, pageAt, partsOf, SECOND_PLAN, wordsOf } from '../support/pages.js';

const FLOOD = '白沙黎族自治县2020年夏季防汛工作实施方案';
const TITLES: Readonly<Record<number, string>> = {
  1: '白沙黎族自治县关于进一步做好城市困难职工解困脱困工作实施方案',
  2: FLOOD,
};
let server: TestServer;
let office: Visitor;
/** Of a unit of the first plan only, of one in both, of one in the second only. */
let first: Visitor;
let both: Visitor;
let second: Visitor;
let finance: Unit;
let water: Unit;
let police: Unit;
/** A mail that tells 县财政局 of both plans. */
let ofBoth: OutboxMail;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  const { program } = server;
  const id = await importText(program, SECOND_PLAN);
  await program.storage.write(async (stores) => {
    for (const unit of await stores.plans.planUnits(id))
      await stores.plans.setUnitMail(unit.id, `u${unit.id}@example.cn`);
    await activatePlan(stores, id, 1, { ...program.clock.now(), actor: '领导小组办公室' });
  });
  const unit = async (name: string): Promise<Unit> =>
    (await program.storage.read((stores) => stores.plans.unitByName(name)))!;
  [finance, water, police] = [await unit('县财政局'), await unit('县水务局'), await unit('县公安局')];
  office = await server.signIn('office');
  first = await server.signIn('liaison:县公安局');
  both = await server.signIn('liaison:县财政局');
  second = await server.signIn('liaison:县水务局');
});
afterAll(() => server.close());

const itemOf = async (unit: Unit, planId: number): Promise<number> =>
  (await server.program.storage.read((stores) => stores.assignments.ofUnit(unit.id, planId)))[0]!.id;

describe('Whoever works in one plan only', () => {
  const ADDRESSES = [
    ...['/plans/2', '/plans/2/units/:unit', '/plans/2/units/:own', '/plans/2/units/:own/report', '/assignments/:item'],
    ...[
      '/plans/2/instructions',
      '/plans/2/rectifications',
      '/assignments/:item/extensions',
      '/plans/2/measures/:measure',
    ],
    ...['/attachments?planId=2&unitId=:unit&form=report', '/attachments?planId=2&unitId=:own&form=report'],
    ...['/api/v1/plans/2', '/api/v1/plans/2/assignments', '/api/v1/plans/2/reports', '/api/v1/assignments/:item'],
    ...[
      '/api/v1/plans/2/extensions',
      '/api/v1/plans/2/rectifications',
      '/api/v1/plans/2/instructions',
      '/API/V1/plans/2',
    ],
  ];
  test.each(ADDRESSES)('is told that there is no %s of another', async (address) => {
    const measures = await server.program.storage.read((stores) => stores.plans.measureTitles(2));
    const at = address
      .replace(':unit', String(water.id))
      .replace(':own', String(police.id))
      .replace(':measure', String(measures[0]!.id))
      .replace(':item', String(await itemOf(water, 2)));
    const answer = await first(at);
    expect([answer.status, await answer.text()]).toEqual([404, expect.not.stringContaining('防汛')]);
    const theirs = await second(
      at.replace(`units/${police.id}`, `units/${water.id}`).replace(`unitId=${police.id}`, `unitId=${water.id}`),
    );
    expect(theirs.status).toBe(200);
  });

  test('changes nothing in it, whatever is sent', async () => {
    const item = await itemOf(water, 2);
    for (const [path, fields] of [
      [`/assignments/${item}/acts`, { act: 'acknowledge', version: '1' }],
      [`/plans/2/units/${water.id}/acknowledgements`, {}],
      [`/plans/2/units/${police.id}/report`, { items: String(item), kind: 'nothing' }],
      [`/plans/2/units/${police.id}/report/draft`, { progress: '抢先', by: 'button' }],
    ] as const)
      expect([path, (await first(path, form(fields))).status]).toEqual([path, 404]);
    expect((await server.program.storage.read((stores) => stores.assignments.byId(item)))?.stage).toBe('assigned');
  });

  test('hears of it nowhere: not in lists, not in the page’s head, not by asking for it', async () => {
    const { body } = await jsonAt<{ plans: { id: number }[] }>(first, '/api/v1/plans');
    expect(body.plans.map(({ id }) => id)).toEqual([1]);
    for (const path of ['/account', '/plans/1', `/plans/1/units/${police.id}`]) {
      const page = await pageAt(first, path);
      expect([path, page.includes('防汛'), page.includes('/plans/2')]).toEqual([path, false, false]);
    }
    expect((await first('/?plan=2')).headers.get('location')).toBe(`/plans/2/units/${police.id}`);
  });
});

describe('Several plans', () => {
  test('are turned to from the head of any page, without scripts, by whoever may see them', async () => {
    expect(linksNamed(await pageAt(office, '/plans/1'), FLOOD)).toEqual(['/?plan=2']);
    expect(linksNamed(await pageAt(both, '/plans/1'), FLOOD)).toEqual([`/plans/2/units/${finance.id}`]);
    expect(linksNamed(await pageAt(second, '/plans/2'), FLOOD)).toEqual([]);
    const page = await pageAt(office, '/?plan=2');
    expect(linksNamed(page, '总览')).toEqual(['/?plan=2']);
    expect(wordsOf(page)).toContain(FLOOD);
    // The head says which plan it speaks of, and the list which one it is.
    const dayOf = (html: string) => wordsOf(partsOf(html, 'p class="day"')[0] ?? '');
    expect(dayOf(await pageAt(both, '/plans/1'))).toMatch(/^5月12日 周二 · 解困脱困第一阶段/);
    expect(dayOf(await pageAt(first, '/plans/1'))).toMatch(/^2020年5月12日 周二 · 第一阶段/);
    expect(wordsOf(partsOf(page, 'details class="switch"')[0] ?? '')).toBe(`切换方案 ${FLOOD}（当前） ${TITLES[1]}`);
  });

  test('give the demonstration’s sign-in page the units of all of them', async () => {
    const words = wordsOf(await pageAt(server.visit, '/sign-in'));
    for (const name of ['县财政局', '县水务局', '县公安局']) expect(words.split(name).length - 1).toBe(1);
  });

  test('make one mail a day for a unit that works in both, which tells of both', async () => {
    const before = new Set((await outboxOf(finance)).map(({ id }) => id));
    for (let day = 25; day <= 30; day++) await office('/demo/clock', form({ to: `2020-06-${day}` }));
    for (let day = 1; day <= 31; day++)
      await office('/demo/clock', form({ to: `2020-07-${String(day).padStart(2, '0')}` }));
    const mails = (await outboxOf(finance)).filter(({ id, kind }) => !before.has(id) && kind !== 'unit-digest');
    const days = mails.map(({ day }) => day);
    expect(days).toEqual([...new Set(days)]);
    const plans = await Promise.all(mails.map(({ id }) => plansIn(id)));
    expect(plans).toContainEqual([1, 2]);
    expect((await mailbox(server.program)).length).toBeGreaterThan(mails.length);
    const { id } = mails[plans.findIndex((ids) => ids.length === 2)]!;
    ofBoth = (await server.program.storage.read((stores) => stores.outbox.byId(id)))!;
  }, 120_000);

  test('have each their own heading in such a mail, and a page of their own behind its link', async () => {
    expect(ofBoth.subject).toMatch(/^【(解困脱困、夏季防汛|夏季防汛、解困脱困)】县财政局：/);
    const { textBody } = ofBoth;
    expect(textBody!.match(/^■ .*/gm)?.sort()).toEqual([`■ ${TITLES[2]}`, `■ ${TITLES[1]}`].sort());
    const link = `/l/${openSecret(server.program.settings).of(`mail-link:${ofBoth.messageId}`)}`;
    for (const plan of [1, 2]) {
      expect(textBody).toMatch(new RegExp(`^填报页面（免登录）：http\\S+\\?plan=${plan}$`, 'm'));
      const answer = await server.visit(`${link}?plan=${plan}`);
      const to = `/plans/${plan}/units/${finance.id}/report`;
      expect([answer.status, answer.headers.get('location')]).toEqual([303, to]);
      const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
      const page = await pageAt((path) => fetch(`${server.base}${path}`, { headers: { cookie } }), to);
      expect(wordsOf(page)).toContain(TITLES[plan]);
    }
    // 县财政局 works in both plans; a mail of the first alone leads home to the first, not to the newest.
    const mails = (await outboxOf(finance)).filter(({ state }) => state === 'sent');
    const plans = await Promise.all(mails.map(({ id }) => plansIn(id)));
    const { messageId } = mails[plans.findIndex((ids) => ids.join() === '1')]!;
    const opened = await server.visit(`/l/${openSecret(server.program.settings).of(`mail-link:${messageId}`)}`);
    const cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
    const home = await fetch(`${server.base}/`, { headers: { cookie } });
    expect([home.status, new URL(home.url).pathname]).toEqual([200, `/plans/1/units/${finance.id}`]);
    const [plain, strange] = await Promise.all([link, `${link}?plan=3`].map((path) => server.visit(path)));
    expect(strange!.headers.get('location')).toBe(plain!.headers.get('location'));
  });
});

describe('The page of a unit', () => {
  const lineOf = async (visit: Visitor, planId: number, unit: Unit) =>
    /还承担：.*?）(?= |$)/.exec(wordsOf(await pageAt(visit, `/plans/${planId}/units/${unit.id}`)))?.[0];

  test('says what else it has to do in another running plan, and how much of that is late, to itself and to the office', async () => {
    const items = await server.program.storage.read((stores) => stores.assignments.ofUnit(finance.id));
    const { today } = server.program.clock.now();
    const tally = (planId: number) => {
      const own = items.filter((item) => item.planId === planId);
      const late = own.filter(({ dueOn }) => dueOn < today).length;
      return `${own.length}项，${late > 0 ? `${late}项逾期` : '没有逾期'}`;
    };
    expect([tally(1), tally(2)]).toEqual([expect.stringMatching(/\d项逾期$/), '4项，没有逾期']);
    expect(await lineOf(both, 1, finance)).toBe(`还承担： 《${FLOOD}》 （${tally(2)}）`);
    expect(await lineOf(both, 2, finance)).toBe(`还承担： 《${TITLES[1]}》 （${tally(1)}）`);
    expect(await lineOf(office, 1, finance)).toBe(`还承担： 《${FLOOD}》 （${tally(2)}）`);
    const page = await pageAt(both, `/plans/1/units/${finance.id}`);
    expect(page).toContain(`<p>${TITLES[1]}</p>`);
    expect(linksNamed(page, `《${FLOOD}》`)).toEqual(['#plan-2', `/plans/2/units/${finance.id}`]);
    const theirs = page.slice(page.indexOf('id="plan-2"'));
    const listed = [...theirs.matchAll(/href="\/assignments\/(\d+)"/g)].map(([, id]) => Number(id));
    const there = items.filter(({ planId }) => planId === 2);
    const atHand = there.filter(({ opensOn }) => opensOn <= today).map(({ id }) => id);
    expect([atHand.length > 0, listed.sort()]).toEqual([true, atHand.sort()]);
    const rest = there.length - atHand.length;
    expect(wordsOf(theirs).includes(`另有${rest}项未到期或已办结`)).toBe(rest > 0);
  });

  test('says nothing of the kind of a unit that works in one plan, nor to who came by a mail’s link', async () => {
    for (const path of [`/plans/1/units/${police.id}`, `/plans/1/units/${police.id}/report`])
      expect([path, (await pageAt(first, path)).includes(`<p>${TITLES[1]}</p>`)]).toEqual([path, false]);
    expect(await lineOf(office, 1, police)).toBeUndefined();
    expect(await lineOf(first, 1, police)).toBeUndefined();
    const link = `/l/${openSecret(server.program.settings).of(`mail-link:${ofBoth.messageId}`)}`;
    const cookie = (await server.visit(link)).headers.get('set-cookie')!.split(';')[0]!;
    const byLink: Visitor = (path) => fetch(`${server.base}${path}`, { headers: { cookie } });
    expect(await lineOf(byLink, 1, finance)).toBeUndefined();
  });
});

const outboxOf = async ({ id }: Unit) =>
  (await server.program.storage.read((stores) => stores.outbox.list({ unitId: id, limit: 500, offset: 0 }))).mails;

/** The plans that a mail speaks of. */
async function plansIn(id: number): Promise<number[]> {
  return server.program.storage.read(async (stores) => {
    const items = await stores.outbox.items(id);
    const placed = await stores.assignments.byIds(items.map(({ assignmentId }) => assignmentId));
    return [...new Set(placed.map(({ planId }) => planId))].sort();
  });
}
