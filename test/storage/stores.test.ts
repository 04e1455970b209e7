import { describeOnEachDatabase, smallWorld } from '../support/databases.js';

describeOnEachDatabase('the stores', (open) => {
  test('plans: what was inserted is read back, in order and with booleans', async () => {
    const storage = await open();
    const { plan, measures, units } = await smallWorld(storage);
    await storage.read(async ({ plans }) => {
      expect(plan).toMatchObject({ state: 'running', activatedAt: '2020-05-12T01:00:00.000Z', version: 2 });
      expect(await plans.heads()).toMatchObject([{ id: plan.id, title: plan.title, state: 'running', version: 2 }]);
      expect((await plans.measures(plan.id)).map(({ title }) => title)).toEqual(['宣传发动', '集中整治']);
      expect((await plans.phases(plan.id)).map(({ dueOn }) => dueOn)).toEqual(['2020-06-30', '2020-09-30']);
      expect((await plans.duties(plan.id)).map(({ isPrimary }) => isPrimary)).toEqual([
        ...[true, false, false, true, false, false],
      ]);
      const { text: _text, ...head } = plan;
      expect(await plans.heads()).toEqual([head]);
      expect(await plans.measureTitles(plan.id)).toEqual(
        measures.map(({ id, number, title }) => ({ id, number, title })),
      );
      expect(await plans.measure(measures[1]!.id)).toEqual(measures[1]);
      expect((await plans.dutyNames(plan.id))[0]).toMatchObject({
        ...{ measureId: measures[0]!.id, unitId: units[0]!.id, role: 'lead', unit: '县委宣传部' },
      });
      expect(await plans.units()).toEqual(units);
      expect(await plans.unit(units[1]!.id)).toEqual(units[1]);
      expect(await plans.unit(4711)).toBeNull();
    });
  });

  test('plans: a unit is found by its name and by an alias, which is given once', async () => {
    const storage = await open();
    const { units } = await smallWorld(storage);
    const unit = units[1]!;
    expect(await storage.write((stores) => stores.plans.insertAlias(unit.id, '公安局'))).toBe(true);
    expect(await storage.write((stores) => stores.plans.insertAlias(units[2]!.id, '公安局'))).toBe(false);
    expect(await storage.write((stores) => stores.plans.setUnitMail(unit.id, 'new@example.com'))).toBe(true);
    await storage.read(async ({ plans }) => {
      const found = { ...unit, mail: 'new@example.com' };
      expect(await plans.unitByName('县公安局')).toEqual(found);
      expect(await plans.unitByName('公安局')).toEqual(found);
      expect(await plans.unitByName('没有')).toBeNull();
      expect(await plans.aliases()).toMatchObject([{ unitId: unit.id, name: '公安局' }]);
    });
  });

  test('plans: members and findings, a finding settled once', async () => {
    const storage = await open();
    const { plan } = await smallWorld(storage);
    const id = await storage.write(async ({ plans }) => {
      await plans.insertMembers([{ planId: plan.id, position: 1, role: '组长', name: '某某', unit: '县政府' }]);
      const finding = { code: 'alias', message: '可能是同一单位', names: '[]', sourceStart: 0, sourceEnd: 1 };
      return (await plans.insertFindings([{ ...finding, planId: plan.id, state: 'open', version: 1 }]))[0]!;
    });
    expect(await storage.write((stores) => stores.plans.settleFinding(id, 1, 'confirmed'))).toBe(true);
    expect(await storage.write((stores) => stores.plans.settleFinding(id, 1, 'dismissed'))).toBe(false);
    await storage.read(async ({ plans }) => {
      expect(await plans.finding(id)).toMatchObject({ state: 'confirmed', version: 2 });
      expect(await plans.findings(plan.id)).toHaveLength(1);
      expect(await plans.members(plan.id)).toMatchObject([{ role: '组长' }]);
    });
    expect(await storage.write((stores) => stores.plans.activate(plan.id, 2, '2020-05-13T01:00:00.000Z'))).toBe(false);
  });

  test('assignments: a page holds the bounds, is ordered, and says how many there are', async () => {
    const storage = await open();
    const { plan, measures, phases, units, assignments } = await smallWorld(storage);
    const [first, second] = assignments;
    await storage.write(async (stores) => {
      await stores.assignments.change(first!.id, 1, { stage: 'accepted', completedOn: '2020-06-30' });
      await stores.assignments.change(second!.id, 1, { stage: 'accepted', completedOn: '2020-07-01' });
    });
    const page = (more: object, limit = 100, offset = 0) =>
      storage.read((stores) => stores.assignments.page({ planId: plan.id, ...more, limit, offset }));
    const idsOf = async (bounds: object) => (await page({ bounds })).items.map(({ id }) => id);
    expect((await page({})).items.map(({ id }) => id)).toEqual(assignments.map(({ id }) => id));
    expect(await page({}, 0)).toEqual({ total: 12, items: [] });
    expect(await page({}, 2, 4)).toMatchObject({ total: 12, items: [assignments[4], assignments[5]] });
    expect(await page({ measureId: measures[1]!.id, phaseId: phases[1]!.id, unitId: units[2]!.id })).toEqual({
      total: 1,
      items: [assignments[11]],
    });
    expect(await idsOf({ stages: ['accepted'], onTimeOnly: true })).toEqual([first!.id]);
    // Without a day of completion, or of rectification, nothing is late: as the rule has it.
    expect(await idsOf({ onTimeOnly: true })).toHaveLength(11);
    expect(await idsOf({ lateOnly: true })).toEqual([second!.id]);
    expect(await idsOf({ stages: ['accepted'], lateOnly: false })).toEqual([first!.id, second!.id]);
    expect(await idsOf({ stages: [] })).toEqual([]);
    expect(await idsOf({ stages: ['assigned'], dueBefore: '2020-07-01' })).toHaveLength(4);
    expect(await idsOf({ dueFrom: '2020-06-30', dueTo: '2020-09-29' })).toHaveLength(6);
    expect(await idsOf({ opensAfter: '2020-07-01' })).toHaveLength(0);
    expect(await idsOf({ opensOnOrBefore: '2020-07-01' })).toHaveLength(12);
    expect(await idsOf({ rectifyFrom: '2020-01-01' })).toHaveLength(12);
    expect(await idsOf({ rectifyBefore: '2030-01-01' })).toEqual([]);
  });

  test('assignments: tallies count every assignment once', async () => {
    const storage = await open();
    const { plan, measures, phases, units, assignments } = await smallWorld(storage);
    await storage.write((stores) =>
      stores.assignments.change(assignments[0]!.id, 1, { stage: 'accepted', completedOn: '2020-07-02' }),
    );
    const byUnit = await storage.read((stores) => stores.assignments.tallies(plan.id, 'unit'));
    const byMeasure = await storage.read((stores) => stores.assignments.tallies(plan.id, 'measure'));
    for (const tallies of [byUnit, byMeasure]) expect(tallies.reduce((sum, { count }) => sum + count, 0)).toBe(12);
    expect(byUnit.filter(({ completedOn }) => completedOn !== null)).toEqual([
      {
        ...{ ofId: units[0]!.id, phaseId: phases[0]!.id, stage: 'accepted', opensOn: '2020-05-12' },
        ...{ dueOn: '2020-06-30', completedOn: '2020-07-02', rectifyBy: null, count: 1 },
      },
    ]);
    expect(byMeasure).toHaveLength(5);
    const byDuty = await storage.read((stores) => stores.assignments.talliesByDuty(plan.id));
    expect(byDuty.map(({ count }) => count)).toEqual(Array.from({ length: 12 }, () => 1));
    expect(byDuty.filter(({ completedOn }) => completedOn !== null)).toMatchObject([
      { ofId: units[0]!.id, measureId: measures[0]!.id },
    ]);
  });

  test('assignments: what is open and due by a day comes with its names', async () => {
    const storage = await open();
    const { plan, units, assignments } = await smallWorld(storage);
    await storage.write((stores) => stores.assignments.change(assignments[0]!.id, 1, { stage: 'reported' }));
    await storage.read(async (stores) => {
      const due = await stores.assignments.inReminderWindow({ dueTo: '2020-06-30', opensTo: '2020-06-30' });
      expect(due.map(({ id }) => id)).toEqual(assignments.slice(1, 6).map(({ id }) => id));
      expect(due[0]).toMatchObject({
        ...{ unitName: '县公安局', unitMail: 'liaison@example.com', planTitle: plan.title },
        ...{
          measureNumber: '1',
          measureTitle: '宣传发动',
          phasePosition: 1,
          phaseTitle: '第一阶段',
          phaseDueOn: '2020-06-30',
        },
      });
      expect(await stores.assignments.inReminderWindow({ dueTo: '2020-06-29', opensTo: '2020-05-11' })).toEqual([]);
      const opened = await stores.assignments.inReminderWindow({ dueTo: '2020-06-29', opensTo: '2020-07-01' });
      expect(opened).toHaveLength(11);
      expect(await stores.assignments.byIds([assignments[3]!.id])).toMatchObject([assignments[3]]);
      expect(await stores.assignments.byIds([])).toEqual([]);
      expect(await stores.assignments.ofUnit(units[0]!.id, plan.id)).toHaveLength(4);
    });
  });

  test('history, calendar, sessions, jobs and the demonstration clock keep what they are told', async () => {
    const storage = await open();
    const { plan, assignments, units } = await smallWorld(storage);
    const at = '2020-06-24T00:30:00.000Z';
    const later = '2020-06-24T00:31:00.000Z';
    const someone = {
      ...{ login: 'h', name: '某某', role: 'liaison' as const, unitId: units[0]!.id, contactId: null, version: 1 },
      ...{ passwordHash: null, passwordSetOn: null, failures: 0, lockedUntil: null, disabledAt: null },
      ...{ totpSecret: null, totpStep: null },
    };
    const session = { idHash: 'h', accountId: 1, stage: 'full' as const, device: 'test', createdAt: at };
    const day = { day: '2020-06-28', isWorkday: true, name: '调休', source: 'office' };
    await storage.write(async ({ history, calendar, accounts, sessions, jobs, demoClock }) => {
      await accounts.insert(someone);
      const about = { at, day: '2020-06-24', planId: plan.id, actor: '办公室', facts: '{}' };
      await history.append([
        { ...about, assignmentId: assignments[1]!.id, act: 'assign' },
        { ...about, assignmentId: assignments[0]!.id, act: 'acknowledge' },
        { ...about, assignmentId: null, act: 'activate' },
      ]);
      await calendar.put([{ ...day, isWorkday: false }]);
      await calendar.put([day]);
      await sessions.insert({ ...session, lastSeenAt: at });
      await sessions.touch('h', later);
      await jobs.record('remind', at, at, 'failed');
      await jobs.record('remind', at, later, 'queued 3');
      await demoClock.set(at, later);
      await demoClock.set(later, null);
    });
    await storage.read(async ({ history, calendar, sessions, jobs, demoClock }) => {
      expect(await history.ofAssignment(assignments[0]!)).toMatchObject([{ act: 'acknowledge' }, { act: 'activate' }]);
      const latest = await history.latest(plan.id);
      expect(latest.map(({ act }) => act)).toEqual(['activate', 'acknowledge', 'assign']);
      expect(latest.map(({ unitName }) => unitName === null)).toEqual(latest.map((one) => one.assignmentId === null));
      expect(await calendar.overrides()).toEqual([day]);
      expect(await sessions.byIdHash('h')).toEqual({
        ...{ ...session, lastSeenAt: later, role: 'liaison', name: '某某' },
        ...{ unitId: units[0]!.id, contactId: null, disabledAt: null },
      });
      expect(await jobs.recent(5)).toMatchObject([{ job: 'remind', dueAt: at, ranAt: later, result: 'queued 3' }]);
      expect(await jobs.last('remind')).toMatchObject({ result: 'queued 3' });
      expect(await jobs.last('other')).toBeNull();
      expect(await jobs.lastRunAt()).toBe(later);
      expect(await demoClock.get()).toEqual({ at: later, target: null });
    });
    await storage.write((stores) => stores.sessions.remove('h'));
    expect(await storage.read((stores) => stores.sessions.byIdHash('h'))).toBeNull();
  });

  test('many rows are inserted with their ids in order', async () => {
    const storage = await open();
    const entry = { at: '2020-06-24T00:30:00.000Z', day: '2020-06-24', planId: null, assignmentId: null };
    const rows = Array.from({ length: 1203 }, (_, n) => ({ ...entry, act: `${n}`, actor: '办公室', facts: '{}' }));
    const ids = await storage.write((stores) => stores.history.append(rows));
    const kept = await storage.read((stores) => stores.history.recent(2000));
    expect(ids).toHaveLength(1203);
    expect(kept.every(({ id, act }) => ids[Number(act)] === id)).toBe(true);
  });

  test('days and instants stay the text they were in a western time zone', async () => {
    const before = process.env['TZ'];
    process.env['TZ'] = 'America/New_York';
    try {
      const storage = await open();
      const { plan, assignments } = await smallWorld(storage);
      expect(plan).toMatchObject({ issuedOn: '2020-05-12', activatedAt: '2020-05-12T01:00:00.000Z' });
      expect(assignments[0]).toMatchObject({ opensOn: '2020-05-12', dueOn: '2020-06-30', completedOn: null });
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
});
