import { type Role } from '../plan.js';

/**
 * The words such documents use, one table each: a new document's word is a new row here.
 * All tables are half-width and are matched against half-width text.
 */

/** What a label introduces: units in a role, those of a group (who take part only beside one who leads), the time until which, or something else that ends the list before it. */
export type Labelled = Role | 'member' | 'time' | 'other';

/** What those who do something are called in one word. */
const BODIES = ['单位', '部门', '处室', '科室', '股室', '办所', '站所', '股站', '机构', '企业', '学校', '村社', '社区'];

/** What stands before a list of units, a time, or a name that is no unit's. */
export const ANNOTATION_LABELS: Record<string, Labelled> = {
  ...labels('lead', ['牵头', '主办', '主责'], [...BODIES, '']),
  ...labels('lead', ['牵头责任', '牵头考核', '牵头实施', '总牵头', '第一牵头', '双牵头'], ['单位', '部门']),
  ...labels('responsible', ['责任', '配合', '协办'], [...BODIES, '主体', '']),
  ...labels('responsible', ['负责', '具体负责'], BODIES),
  ...labels('responsible', ['协同', '参与', '参加', '协作', '落实', '承办', '实施', '执行'], ['单位', '部门', '主体']),
  ...labels(
    'responsible',
    ['配合责任', '主要责任', '共同责任', '协同责任', '协办责任', '参与责任', '责任落实', '支持', '协助'],
    ['单位', '部门'],
  ),
  ...labels('responsible', ['责任分工', '职责分工'], ['']),
  ...labels('member', ['成员'], ['单位']),
  ...labels('time', ['完成', '办理', '整改', '办结', '落实', '推进', '工作', '实施'], ['时限', '期限', '时间']),
  ...labels(
    'time',
    ['完成日期', '完成节点', '完成时间节点', '时限要求', '时间要求', '时间节点', '截止时间', '时限'],
    [''],
  ),
  ...labels(
    'other',
    ['责任', '牵头', '牵头负责', '分管', '包保', '包联', '主管', '配合'],
    ['领导', '责任人', '负责人', '县领导'],
  ),
  ...labels('other', ['验收', '督导', '督办', '监督', '考核', '检查'], ['单位', '部门']),
  ...labels('other', ['责任人', '责任人员', '具体责任人', '联系人', '联系电话', '联络员', '备注'], ['']),
  ...labels('other', ['工作目标', '工作措施', '整改措施', '整改目标', '工作标准', '验收标准', '成果形式'], ['']),
};

function labels<Role extends Labelled>(role: Role, beginnings: string[], ends: string[]): Record<string, Role> {
  return Object.fromEntries(beginnings.flatMap((begin) => ends.map((end) => [begin + end, role])));
}

/** What a list of units ends with, and what that makes of them; who 负责 beside one that 配合 leads. */
export const DOING_WORDS: Record<string, 'lead' | 'charge' | 'support'> = {
  ...doings('lead', '牵头', [
    '',
    '负责',
    '落实',
    '组织',
    '实施',
    '组织实施',
    '推进',
    '推动',
    '督导',
    '指导',
    '抓总',
    '协调',
    '办理',
    '统筹',
  ]),
  ...doings('lead', '总牵头', ['', '负责']),
  主办: 'lead',
  负责: 'charge',
  负总责: 'charge',
  负责落实: 'charge',
  负责实施: 'charge',
  负责组织实施: 'charge',
  具体负责: 'charge',
  落实: 'charge',
  抓好落实: 'charge',
  组织实施: 'charge',
  承办: 'charge',
  办理: 'charge',
  ...doings('support', '配合', ['', '落实', '实施', '推进', '做好', '完成']),
  积极配合: 'support',
  支持配合: 'support',
  协助配合: 'support',
  ...doings('support', '参与', ['', '落实', '实施', '配合']),
  参加: 'support',
  支持: 'support',
  协助: 'support',
  协同: 'support',
  ...doings('lead', '为牵头', ['单位', '部门']),
  ...doings('charge', '为责任', ['单位', '部门']),
  ...doings('support', '为配合', ['单位', '部门']),
  协办: 'support',
  指导: 'support',
};

function doings<Kind>(kind: Kind, beginning: string, ends: string[]): Record<string, Kind> {
  return Object.fromEntries(ends.map((end) => [beginning + end, kind]));
}

/** How bodies are called: only what ends so is taken for a unit where no label says that units follow. */
export const UNIT_END =
  /(?:[局委办会部厅院署社所站队校馆行室联协组企处科股厂矿]|中心|公司|集团|政府|海关|法院|单位|部门|总部|总局|总队|团县委|团市委|机关|院系|街道|园区|管委会|党政办|服务商|社区|车间|[林农]场|(?:气象|电视)台|^各村|(?<=^各.{0,12}|.{2})[镇乡县区市州旗])(?:[(〔][^()〔〕]{1,20}[)〕])?$/;

/** '区综合行' and '县金融办' may be the first halves of names, these hardly are. */
export const SURE_END = /(?:[局委厅部]|集团|公司|中心|委员会)$/;

/** How a unit may be called behind a label besides: in companies, schools and villages. */
export const BODY_END = new RegExp(
  `${UNIT_END.source}|(?:[台处科股班组园场村区店段户组厂库港矿军府会团线]|中学|小学|大学|学校|医院|银行|社区|支队|大队|专班|指挥部|分局|分中心|监委|纪委|政协|人大|党支部|乡镇|主体|企业|协会|高校|机构|组织|以上|各方|网点|运营商|牵头人)(?:[(〔][^()〔〕]{1,20}[)〕])?$`,
);

/** What a person is in a leading group, `head` where a group begins; `member` are those who stand for a unit. */
export const GROUP_ROLES: Record<string, 'head' | 'leader' | 'member'> = {
  ...roles('head', [
    '组长',
    '第一组长',
    '双组长',
    '名誉组长',
    '召集人',
    '总召集人',
    '总指挥',
    '第一总指挥',
    '指挥长',
    '第一指挥长',
  ]),
  ...roles('leader', [
    '副组长',
    '第一副组长',
    '常务副组长',
    '副召集人',
    '副总指挥',
    '常务副总指挥',
    '副指挥长',
    '常务副指挥长',
    '政委',
    '总协调人',
  ]),
  ...roles('member', ['组员', '成员', '小组成员', '组成人员', '组成成员', '成员名单']),
};

/** What a person is in a committee, or in the office of a group. */
export const COMMITTEE_ROLES: Record<string, 'head' | 'leader' | 'member'> = {
  ...roles('head', ['主任', '第一主任']),
  ...roles('leader', ['副主任', '常务副主任']),
  ...roles('member', ['委员', '成员', '工作人员']),
};

function roles<Kind>(kind: Kind, names: string[]): Record<string, Kind> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

/** What a person is at a body, behind the body's name: '县财政局局长' stands for 县财政局. */
export const POST_END =
  /(?:党委|党组|支部)?(?:常务|第一)?副?(?:书记|主任|主席|局长|厅长|部长|处长|科长|院长|校长|社长|站长|所长|队长|台长|馆长|园长|场长|厂长|理事长|会长|行长|经理|负责人|负责同志)(?:[、,].*)?$/;

/** Posts of the leaders of a place: no unit of the list. */
export const LEADER_POST = /(?:常委|[省市县区州旗镇乡](?:长|委副?书记))$/;

/** A section so titled holds the phases. */
export const PHASES_TITLE =
  /^.{0,8}(?:步骤|阶段|时间安排|进度安排|时间进度|工作进度|实施进度|(?:行动|活动|整治|实施)时间)(?:安排|划分|[及和与].{0,8})?$/;

/** What a phase is called. */
export const PHASE_NAME =
  /(?:阶段|时期)$|^(?:宣传发动|动员部署|安排部署|部署启动|启动实施|组织实施|集中整治|集中攻坚|全面推进|自查自纠|摸底排查|检查验收|总结验收|总结评估|总结提升|巩固提升|考核验收)$/;

/** A section so titled holds the measures, where no unit annotation shows them. */
export const MEASURES_TITLE = /(?:工作|主要|重点|具体|政策|保障)?(?:措施|任务|举措)$|^重点工作$|^工作(?:内容|重点)$/;

/**
 * A section so titled divides the plan's work among units. One on what bodies are there for, 工作职责 or 成员单位职责, does
 * not: its items go on as long as the body does.
 */
export const DUTIES_TITLE =
  /(?:职责|责任|任务|工作|部门)(?:分工|划分)(?:安排)?$|^(?:各|有关|相关)?部门职责(?:任务)?$|^(?:明确)?分工$/;

/** What a document calls itself, the last word of its title. */
export const TITLE_WORDS =
  '方案|意见|预案|计划|规划|办法|措施|细则|要点|纲要|规定|决定|分工|通知|通报|公告|条例|制度|函|任务分解|责任分解|清单|台账|一览表|工作安排';
/** The end of a title, brackets such as （试行） or （2021—2023年） aside. */
export const TITLE_END = new RegExp(`(?:${TITLE_WORDS}|任务分解表|分工表)(?:\\([^()]{1,16}\\)){0,2}$`);

/** A line that is a day and nothing else, under a signature or in the colophon. */
export const DAY_LINE =
  /^[\d〇零○一二三四五六七八九十]{4}\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日(?:\s?印发)?$/;

/** Lines that begin like this start anew, whatever stood before them. */
export const LINE_LABELS = ['附件', '附:', '抄送', '抄报', '主送', '联系人', '联系电话', '签发人', '印发'];

/** `组 长`, `副 组 长`: the blanks are typography. */
export function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Words by their signs, one after the other. */
interface Signs {
  isWord: boolean;
  next: Map<string, Signs>;
}

/**
 * The pattern of some words as a scan writes them, with up to so many blanks between any two signs; of several the longest.
 *
 * What words begin with alike stands once: a hundred labels are tried as one.
 */
export function spaced(words: readonly string[], blanks: '?' | '{0,8}' = '?'): string {
  const first: Signs = { isWord: false, next: new Map() };
  for (const word of words) {
    let at = first;
    for (const sign of word) {
      const next = at.next.get(sign) ?? { isWord: false, next: new Map<string, Signs>() };
      at.next.set(sign, next);
      at = next;
    }
    at.isWord = true;
  }
  return patternOf(first, `\\s${blanks}`, '');
}

function patternOf({ isWord, next }: Signs, gap: string, before: string): string {
  const ways = [...next].map(([sign, then]) => before + sign + patternOf(then, gap, gap));
  if (ways.length === 0) return '';
  if (ways.length === 1 && !isWord) return ways.join('');
  return before === '' ? ways.join('|') : `(?:${ways.join('|')})${isWord ? '?' : ''}`;
}
