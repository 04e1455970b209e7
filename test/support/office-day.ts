import { actOnAssignment } from '../../src/acts/act-on-assignment.js';
import { type Occasion } from '../../src/acts/history.js';
import { answerInstruction, giveInstruction } from '../../src/acts/instruct.js';
import { requestExtension } from '../../src/acts/request-extension.js';
import { submitReports } from '../../src/acts/submit-reports.js';
import { type Person } from '../../src/domain/permissions.js';
import { type Assignment } from '../../src/domain/plan.js';
import { type ReportKind } from '../../src/domain/reports.js';
import { type Program } from '../../src/program.js';
import { type Stores } from '../../src/storage/stores/all.js';
import { calendarWith } from '../../src/working-days.js';

/** A unit's liaison, as acts know one. */
export const liaisonOf = (unitId: number): Person => ({
  ...{ role: 'liaison', name: '联络员', unitId, accountId: null, contactId: null, items: null },
});

const calendar = calendarWith([]);

/** What a unit says of its items, with words for each. */
export interface Said {
  kind: ReportKind;
  progress: string;
}

/** The parts of a unit that it answers for without leading them, by due day. */
export async function partsOfUnit(stores: Stores, unitId: number): Promise<Assignment[]> {
  return (await stores.assignments.ofUnit(unitId)).filter(({ role }) => role === 'responsible');
}

/** Files one form of a unit through the real act and returns the submission's id. */
export async function fileReports(program: Program, unitId: number, said: readonly Said[], from = 0): Promise<number> {
  return program.storage.write(async (stores) => {
    const items = (await partsOfUnit(stores, unitId)).slice(from);
    const entries = said.map((one, i) => ({
      ...one,
      ...{ assignmentId: items[i]!.id, version: items[i]!.version, rating: 'on-track' as const },
      ...{
        problems: '个别户外出务工，暂未见面',
        needs: '',
        needsFrom: '',
        nextSteps: '逐户补访',
        nextOn: '2020-07-10',
      },
    }));
    const request = { planId: 1, unitId, person: liaisonOf(unitId), byName: '王五', phone: '0898-27700000', entries };
    return submitReports(stores, request, calendar, occasionOf(program, '联络员'));
  });
}

/** When something is done now, by somebody. */
export const occasionOf = (program: Program, actor: string): Occasion => ({ ...program.clock.now(), actor });

/** A day on which every queue of the office that units can fill has something in it. */
export async function fillOfficeDay(program: Program): Promise<void> {
  await fileReports(program, 4, [
    { kind: 'completion', progress: '已按要求完成困难职工入户核查，共96户，建档96户，档案已交县总工会。' },
    { kind: 'progress', progress: '组织专场招聘会1场，达成就业意向23人。<b>详见名单</b>' },
    { kind: 'no-change', progress: '本期无变化，按计划推进。' },
  ]);
  await fileReports(program, 5, [{ kind: 'progress', progress: '已走访12户，落实临时救助3户。' }]);
  await program.storage.write(async (stores) => {
    const unit = async (unitId: number) => (await partsOfUnit(stores, unitId)).at(-1)!;
    const [declined, extended, asked] = [await unit(6), await unit(7), await unit(8)];
    const by = (actor: string) => occasionOf(program, actor);
    const decline = {
      id: declined.id,
      version: declined.version,
      act: 'decline',
      reason: '此项职责已划转县医保局𠮷',
    } as const;
    await actOnAssignment(stores, decline, by('联络员'));
    const wish = { assignmentId: extended.id, version: extended.version, person: liaisonOf(7), progress: '已完成八成' };
    const more = { reason: '汛期道路中断，两个乡镇无法入户', askedDay: '2020-12-25' };
    await requestExtension(stores, { ...wish, ...more }, calendar, by('联络员'));
    const leader = { ...liaisonOf(8), role: 'leader', unitId: null, name: '副组长' } as const;
    const wanted = { planId: 1, leaderName: '', text: '请抓紧落实，月底前报结果。', assignmentId: asked.id, unitId: 8 };
    const id = await giveInstruction(stores, { ...wanted, dueOn: '2020-07-31', person: leader }, by('副组长'));
    await answerInstruction(
      stores,
      { instructionId: id, version: 1, person: liaisonOf(8), answer: '已落实。' },
      by('联络员'),
    );
  });
}
