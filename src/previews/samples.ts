import { tellOutage } from '../acts/alarms.js';
import { draftLetter } from '../acts/keep-letter.js';
import { recheck } from '../acts/rectify.js';
import { momentAt } from '../clock.js';
import { type Step } from '../demonstration/course.js';
import { type Deed, occasionOf, on, partOf, personAs } from '../demonstration/deeds.js';
import { SCRIPT } from '../demonstration/script.js';
import { RuleBroken } from '../domain/errors.js';
import { CLOSE_TESTS, type CloseTest } from '../domain/inspections.js';

/** 复查通过: a clerk who did not inspect looks at the first of a unit's findings. */
const passFirst =
  (unitName: string, measure: number, reason: string): Deed =>
  async (scene) => {
    const { id: assignmentId } = await partOf(scene, unitName, measure);
    const [first] = await scene.stores.rectifications.ofAssignment(assignmentId);
    if (!first) throw new RuleBroken('not-found', { thing: '整改' });
    const person = await personAs(scene.stores, 'office-2');
    const tests = Object.keys(CLOSE_TESTS) as CloseTest[];
    const passed = { rectificationId: first.id, version: first.version, outcome: 'pass', reason, tests } as const;
    await recheck(scene.stores, { ...passed, dueOn: null, person }, occasionOf(scene, person));
  };

/** A unit answers a reminder by mail, about one part of its own. */
const write =
  (unitName: string, measure: number, text: string): Deed =>
  async (scene) => {
    const person = await personAs(scene.stores, `liaison:${unitName}`);
    const { id, planId, unitId } = await partOf(scene, unitName, measure);
    const letter = { messageId: '<answer@baisha.example>', text, fromName: person.name };
    const draft = { letterId: 0, letter, planId, unitId, items: [id], sender: null, files: { kept: [], refused: [] } };
    await draftLetter(scene.stores, draft, occasionOf(scene, person));
  };

/** Mails could not leave from one hour to another. */
const outage =
  (from: [day: string, time: string], reason: string): Deed =>
  ({ stores, moment }) =>
    tellOutage(stores, { from: { ...momentAt(...from), time: from[1] }, to: moment, reason }, moment);

/** What happens before the first morning of the previews: the demonstration's weeks, and what these leave to whoever tries them. */
export const COURSE: readonly Step[] = [
  ...SCRIPT,
  on('2020-06-23', '16:40', passFirst('县住房和城乡建设局', 6, '核查记录齐全，据实更正的名单与住房登记一致。')),
  on('2020-06-23', '16:50', write('县民政局', 4, '已走访42户，建档42户，其余下周完成。')),
  on('2020-06-23', '17:00', outage(['2020-06-22', '10:05'], '连接不上邮件服务器（Connection timeout）')),
];
