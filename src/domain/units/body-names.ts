/**
 * How Chinese bodies are shortened, a row for each: the name to compare by, then every other way of writing it.
 *
 * Words are written without 和 and 与, with 委 for 委员会 and 办 for 办公室, as `withoutFiller` leaves them.
 */

/** What a body is in charge of, in front of 局, 委, 厅, 办, 部 or 中心. */
const SUBJECT_ROWS = [
  '人社 人力资源社会保障 人力社保 人资社保',
  '住建 住房城乡建设 住房城建 住建管理 住房城乡建设管理 住房建设',
  '发改 发展改革',
  '发改科工信 发展改革科技工业信息化 发展改革科学技术工业信息化',
  '工信 工业信息化',
  '经信 经济信息化',
  '科技 科学技术',
  '科工信 科技工业信息化 科学技术工业信息化 科技工信 科技工业信息',
  '工科信 工业科技信息化 工业科学技术信息化',
  '资规 自规 自然资源规划 规划自然资源 规划资源 规自 规资',
  '文旅 文化旅游',
  '旅文 旅游文化广电体育 旅文广体 文旅广体 文化旅游广电体育 旅游文化体育广电 旅游文化',
  '文广旅 文化广电旅游 文广旅游',
  '文广旅体 文化广电旅游体育 文广体旅 文化广电体育旅游',
  '卫健 卫生健康',
  '市监 市场监督管理 市场监管',
  '应急 应急管理',
  '退役军人 退役军人事务',
  '医保 医疗保障',
  '环保 环境保护',
  '交通 交运 交通运输',
  '水务 水务管理',
  '教体 教育体育',
  '教科 教育科技 教育科学技术',
  '民宗 民族宗教 民族宗教事务',
  '政数 政务数据 政务服务数据管理 政务服务大数据管理',
  '政务服务 政务 政务服务管理',
  '审批服务 行政审批服务 行政审批',
  '大数据 大数据管理 大数据发展管理',
  '地方金融监管 地方金融监督管理',
  '金融监管 金融监督管理',
  '国资 国有资产监督管理 国有资产管理',
  '国资事务 国有资产事务',
  '药监 药品监督管理 药品监管',
  '食药监 食品药品监督管理 食品药品监管',
  '粮储 粮食物资储备 粮食储备',
  '机关事务 机关事务管理 机管',
  '综合执法 综合行政执法',
  '城管 城市管理',
  '城管执法 城市管理综合执法 城市管理行政执法 城管综合执法',
  '扶贫 扶贫开发 扶贫工作',
  '外事 外事工作',
  '国防科工 国防科技工业 国防科学技术工业',
  '数据 数据管理',
  '投促 投资促进',
  '公积金 住房公积金 住房公积金管理 公积金管理',
  '社保 社会保险 社会保险服务 社会保险事业 社保服务',
  '就业 就业服务 劳动就业 劳动就业服务 就业管理 劳动就业管理',
  '不动产登记 不动产',
  '疾控 疾病预防控制',
  '档案 档案管理',
  '园林 园林管理 园林绿化',
  '林草 林业草原',
  '海洋渔业 海渔',
  '动卫监督 动物卫生监督',
  '新闻出版 新闻出版管理',
  '知识产权 知识产权管理',
];

/** Bodies whose short name is not a subject before an ending. */
const BODY_ROWS = [
  '工会 总工会',
  '妇联 妇女联合会',
  '残联 残疾人联合会',
  '工商联 工商业联合会 工商联合会',
  '文联 文学艺术界联合会',
  '科协 科学技术协会',
  '侨联 归国华侨联合会',
  '社科联 社会科学界联合会',
  '红会 红十字会',
  '贸促会 国际贸易促进委 贸易促进委',
  '供销社 供销合作社 供销联社 供销合作联社 供销合作社联合社',
  '人大 人大常委 人大常委会 人民代表大会 人民代表大会常务委 人大机关',
  '人大办 人大常委会办 人民代表大会常务委办',
  '政协 政协委 政协机关',
  '政协办 政协办公厅',
  '纪委 纪律检查委',
  '纪委监委 纪委监察委 纪律检查委监察委 纪律检查委员会监察委 纪检监察机关 纪委监委机关',
  '监委 监察委',
  '法院 人民法院',
  '中院 中级法院 中级人民法院',
  '检察院 人民检察院',
  '编办 机构编制委员会办 编委办 机构编制办',
  '网信办 网络安全信息化委员会办 网络安全信息化领导小组办 网信委办 互联网信息办',
  '农办 农村工作领导小组办 农村工作委员会办 农业农村委员会办 农业农村工作领导小组办',
  '机关工委 直属机关工作委 直属机关工委 直机关工委 直机关工作委 直工委 机关工作委',
  '统战部 统一战线工作部',
  '社工部 社会工作部',
  '巡察办 巡察工作领导小组办',
  '改革办 全面深化改革委员会办 深改办',
  '国安办 国家安全委员会办',
  '依法治县办 全面依法治县委员会办',
  '党史研究室 党史办',
  '老干部局 老干局',
  '文明办 精神文明建设指导委员会办 精神文明办',
  '教委 教育委',
  '科委 科学技术委',
  '建委 建设委',
  '农委 农业委',
  '外办 外事办 外事工作办',
  '法制办 政府法制办',
  '人防办 人民防空办',
  '金融办 金融工作办 金融服务办 金融委员会办',
  '金融局 金融工作局 金融服务局',
  '金融监管分局 金融监督管理分局',
  '人行 人民银行',
  '管委会 管理委',
  '交警大队 公安局交警大队 公安局交通警察大队 公安局交通管理大队 公安交警大队',
  '消防大队 消防救援大队',
  '消防支队 消防救援支队',
  '社保中心 社会保险中心 社会保险服务中心 社会保险事业管理中心 社会保险管理中心',
  '疾控中心 疾病预防控制中心',
  '档案馆 综合档案馆',
  '烟草局 烟草专卖局',
  '供电局 供电公司 供电分公司',
  '邮政公司 邮政分公司',
];

/** Bodies of the party's committee: 县委 may stand before them or not. Elsewhere it tells two bodies apart. */
const PARTY_ROWS =
  '编办 网信办 农办 政法委 机关工委 组织部 宣传部 统战部 社工部 巡察办 改革办 国安办 党史研究室 老干部局 党校 文明办';

const SUBJECTS = byEveryName(SUBJECT_ROWS);
const BODIES = byEveryName(BODY_ROWS);
const PARTY_BODIES: ReadonlySet<string> = new Set(PARTY_ROWS.split(' '));

const ENDING = /(?:[总分]?局|委|厅|办|部|中心|[总支大中]队)$/;

/** A name without the words that may stand in it or not: 委员会 and 办公室 become 委 and 办, 和 goes. */
export function withoutFiller(name: string): string {
  return name
    .replace(/[和与]/gu, '')
    .replace(/委员会$/, '委')
    .replace(/办公室$/, '办');
}

/** The name by which to compare what `withoutFiller` left of a body's name: 人社局 for 人力资源社会保障局. */
export function comparedBy(body: string): string {
  const whole = BODIES.get(body);
  if (whole !== undefined) return whole;
  const ending = endingOf(body);
  const subject = SUBJECTS.get(body.slice(0, body.length - ending.length));
  if (ending === '' || subject === undefined) return body;
  return BODIES.get(subject + ending) ?? subject + ending;
}

/** What kind of body a name ends with, '' for one without a kind: 总局 is no 局. */
export function endingOf(body: string): string {
  return ENDING.exec(body)?.[0] ?? '';
}

/** Whether a body, named as `comparedBy` does, is the party committee's. */
export function isPartyBody(body: string): boolean {
  return PARTY_BODIES.has(body);
}

function byEveryName(rows: readonly string[]): ReadonlyMap<string, string> {
  return new Map(rows.map((row) => row.split(' ')).flatMap((names) => names.map((name) => [name, names[0] ?? name])));
}
