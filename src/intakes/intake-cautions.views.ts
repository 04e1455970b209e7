import { longDay } from '../domain/day.js';
import { type IntakeCautions } from '../domain/intake-cautions.js';
import { nameOf, type PhasePair } from '../domain/intake-phase-order.js';
import { type IntakeStart } from '../rendering/views-intakes.js';

type Words = IntakeStart['cautions'];

/** How many things of a kind are named; the rest are counted. */
const NAMED = 3;

const PHASES = [{ label: '去改', href: '#s-phases' }];

/** What is to be looked at before the start, each with where it is put right. */
export function cautionWords(cautions: IntakeCautions): Words {
  const { units, unreached, over, sameAs, isLeaderless, issuedAhead } = cautions;
  return [
    ...(sameAs === null ? [] : [{ text: `《${sameAs}》正在运行，启用这份会多出一个方案`, links: [] }]),
    ...(unreached > 0
      ? [{ text: `${units}个单位中${unreached}个没有联络员邮箱，交办通知将暂存，登记后再发`, links: [] }]
      : []),
    ...(issuedAhead === null
      ? []
      : [{ text: `印发日期${longDay(issuedAhead)}还没有到`, links: [{ label: '去改', href: '#s-head' }] }]),
    ...(over > 0 ? [{ text: `${over}个时限已过，启用后立即显示逾期`, links: PHASES }] : []),
    ...beforeIssueWords(cautions),
    ...overlapWords(cautions),
    ...disorderWords(cautions),
    ...(isLeaderless
      ? [{ text: '没有领导小组名单：启用后不发领导摘要，逾期不报县领导', links: [{ label: '去填', href: '#s-group' }] }]
      : []),
  ];
}

function beforeIssueWords({ beforeIssue }: IntakeCautions): Words {
  if (beforeIssue.length === 0) return [];
  const said = beforeIssue.map(({ of, name, day }) => `${of === 'phase' ? '阶段' : '措施'}“${name}”${longDay(day)}`);
  const { of, place } = beforeIssue[0]!;
  const href = `#${of === 'phase' ? 'p' : 'm'}-${place}`;
  return [{ text: `${beforeIssue.length}个时限早于印发日期：${some(said)}`, links: [{ label: '去改', href }] }];
}

function overlapWords({ overlaps }: IntakeCautions): Words {
  if (overlaps.length === 0) return [];
  return [{ text: `阶段的时间重叠：${some(overlaps.map(overlapOf))}`, links: PHASES }];
}

function overlapOf([one, other]: PhasePair): string {
  const until = longDay(one.deadline!);
  return one.deadline === other.deadline
    ? `“${nameOf(one)}”和“${nameOf(other)}”都在${until}到期`
    : `“${nameOf(one)}”到${until}为止，“${nameOf(other)}”从${longDay(other.start!)}起`;
}

function disorderWords({ disordered }: IntakeCautions): Words {
  if (disordered.length === 0) return [];
  const said = disordered.map(
    ([one, other]) =>
      `“${nameOf(one)}”${longDay(one.deadline!)}到期，反而早于“${nameOf(other)}”的${longDay(other.deadline!)}`,
  );
  return [{ text: `阶段的先后与序号相反：${some(said)}`, links: PHASES }];
}

/** Those named first; '，等5个' where there are more. */
const some = (said: readonly string[]): string =>
  `${said.slice(0, NAMED).join('；')}${said.length > NAMED ? `，等${said.length}处` : ''}`;
