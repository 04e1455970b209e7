import { type Role } from '../plan.js';

/**
 * The words such documents use, one table each: a new document's word is a new row here.
 * All tables are half-width and are matched against half-width text.
 */

/** What stands before a list of units; null introduces a deadline instead. */
export const ANNOTATION_LABELS: Record<string, Role | null> = {
  牵头单位: 'lead',
  牵头部门: 'lead',
  牵头责任单位: 'lead',
  牵头考核单位: 'lead',
  主办单位: 'lead',
  主责单位: 'lead',
  责任单位: 'responsible',
  责任部门: 'responsible',
  配合单位: 'responsible',
  配合部门: 'responsible',
  协办单位: 'responsible',
  协同单位: 'responsible',
  参与单位: 'responsible',
  参加单位: 'responsible',
  完成时限: null,
  完成时间: null,
  完成期限: null,
};

/** What a list of units ends with, and what that makes of them; who 负责 beside one that 配合 leads. */
export const DOING_WORDS: Record<string, 'lead' | 'charge' | 'support'> = {
  牵头: 'lead',
  牵头负责: 'lead',
  牵头落实: 'lead',
  负责: 'charge',
  负责落实: 'charge',
  落实: 'charge',
  配合: 'support',
  参与: 'support',
  参加: 'support',
  协助: 'support',
};

/** How bodies are called: only what ends so is taken for a unit where no label says that units follow. */
export const UNIT_END =
  /(?:[局委办会部厅院署社所站队校馆行室联协组企]|中心|公司|集团|政府|海关|法院|单位|部门|总部|总局|总队|团县委|团市委)(?:\([^()]{1,20}\))?$/;

/** What a person is in a leading group; `member` are those who stand for a unit. */
export const GROUP_ROLES: Record<string, 'leader' | 'member'> = {
  组长: 'leader',
  第一组长: 'leader',
  双组长: 'leader',
  常务副组长: 'leader',
  副组长: 'leader',
  组员: 'member',
  成员: 'member',
};

/** What a person is at a body, behind the body's name: '县财政局局长' stands for 县财政局. */
export const POST_END =
  /(?:党委|党组|支部)?(?:常务|第一)?副?(?:书记|主任|主席|局长|厅长|部长|处长|科长|院长|校长|社长|站长|理事长|会长|行长|经理|负责人|负责同志)(?:[、,].*)?$/;

/** Posts of the leaders of a place: no unit of the list. */
export const LEADER_POST = /(?:常委|[省市县区州旗镇乡](?:长|委副?书记))$/;

/** A section so titled holds the phases. */
export const PHASES_TITLE =
  /^.{0,8}(?:步骤|阶段|时间安排|进度安排|时间进度|工作进度|实施进度)(?:安排|划分|[及和与].{0,8})?$/;

/** A section so titled holds the measures, where no unit annotation shows them. */
export const MEASURES_TITLE = /(?:工作|主要|重点|具体|政策|保障)?(?:措施|任务|举措)$|^重点工作$|^工作(?:内容|重点)$/;

/** The last word of a document's title, a bracket such as （试行） or （2021—2023年） aside. */
export const TITLE_END =
  /(?:方案|意见|计划|规划|办法|措施|细则|要点|纲要|规定|决定|分工|通知|通报|公告|条例|制度|函)(?:\([^()]{1,16}\)){0,2}$/;

/** A line that is a day and nothing else, under a signature or in the colophon. */
export const DAY_LINE =
  /^[\d〇零○一二三四五六七八九十]{4}\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日(?:\s?印发)?$/;

/** Lines that begin like this start anew, whatever stood before them. */
export const LINE_LABELS = ['附件', '附:', '抄送', '抄报', '主送', '联系人', '联系电话', '签发人', '印发'];

/** `组 长`, `副 组 长`: the blanks are typography. */
export function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}
