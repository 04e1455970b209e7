import { longDay } from '../domain/day.js';
import { type Inspection, objectionUntil } from '../domain/inspections.js';
import { may, type Person } from '../domain/permissions.js';
import { type Holding } from '../domain/posts.js';
import { type NoticeView } from '../rendering/views-inspections.js';
import { type NamedRectification } from '../storage/stores/rectifications.js';
import { paths } from '../web/paths.js';
import { type PlanWorld } from '../web/world.js';

/** What a notice is made of: the findings of one sheet. */
export interface NoticeFacts {
  world: PlanWorld;
  finding: NamedRectification;
  findings: readonly NamedRectification[];
  batch: Inspection | null;
  director: Holding | null;
  /** Who looks. */
  person: Person;
}

/** 整改通知书 (domain §6.7). A township is asked, not told: a leading group gives no orders to Party committees and governments below. */
export function noticeView(facts: NoticeFacts): Omit<NoticeView, 'frame'> {
  const { world, finding, findings, batch, director, person } = facts;
  const { plan } = world;
  const name = `${finding.measureNumber}${finding.measureTitle}`;
  const asks = /[乡镇](党委|人民政府|政府)?$|[乡镇]党委和政府/u.test(finding.unitName);
  const held = batch ? `${longDay(batch.heldOn)}，检查组（组长：${batch.leaderName}）以${batch.method}方式` : '';
  return {
    back: { label: finding.number, href: paths.rectification(finding.id) },
    issued: `已于${longDay(finding.issuedOn)}随邮件发出${may(person, 'work') ? '，纸质件由办公室签发' : ''}`,
    title: asks
      ? `关于“${finding.measureTitle}”有关问题的整改提示函`
      : `关于限期整改“${finding.measureTitle}”有关问题的通知`,
    number: findings.map(({ number }) => number).join('、'),
    to: finding.unitName,
    opening: `根据《${plan.title}》关于检查验收的安排，${held}检查了${asks ? '贵单位' : '你单位'}承担的“${name}”（检查批次${finding.inspectionNumber}）。经检查，该事项不达标，现将存在问题和整改要求${asks ? '函告' : '通知'}如下：`,
    problems: findings.map((one, i) => ({
      heading: `（${i + 1}）${one.number}`,
      lines: [
        `事实：${one.fact}`,
        `对照标准：${one.standard}`,
        `整改要求：${one.requirement}`,
        `整改期限：${longDay(one.dueOn)}前（含当日）`,
      ],
    })),
    demands: [
      `请${asks ? '' : '按期'}逐条整改，并在各自期限内报送书面整改情况，写明整改措施、结果和举一反三情况，附佐证材料。由没有参加检查的人员复查，复查通过后销号；未通过的，另定期限继续整改。`,
      `对检查结论有异议的，可在${longDay(objectionUntil(finding))}前（含当日）书面提出，领导小组办公室自收到之日起30日内答复，原检查人员回避；异议期间不停止整改。`,
    ],
    signature: '领导小组办公室',
    day: longDay(finding.issuedOn),
    contact: `联系人：${director ? `${director.name}${director.phone ? `　${director.phone}` : ''}` : '领导小组办公室'}`,
  };
}
