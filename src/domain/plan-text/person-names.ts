import { withoutBlanks } from './words.js';

/**
 * Family names of one character, the common ones and those that county lists hold. Only where nothing else parts a name
 * from a post, '县长张三', must a name begin with one of them.
 */
const SURNAMES = new Set(
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳' +
    '酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞' +
    '熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓' +
    '郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫' +
    '宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉' +
    '宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧沃利' +
    '蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾沙养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉岳帅缑亢况郈有琴商牟佘佴伯赏墨哈谯' +
    '笪年爱阳佟肖闫付代候代涂占兰覃刀普玉岩召罕帕麦买依尼洛扎次格达旦苟原佐呼辜冼邝苑郇幺仝禚逢苌冶撒尕喇他母矫逯战由隋宛鹿冀展税巨綦权' +
    '邸仵修衣才信来揭植笃扁庹覃粟舍漆楼迟刑束降初忻晋勐',
);
const COMPOUND =
  /^(?:欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|东方|夏侯|轩辕|长孙|宇文|端木|南宫|淳于|呼延|完颜|闻人|申屠|澹台|太史|东郭|西门|拓跋|钟离)/;
/** A name with dots in it, as minorities bear it: '买买提·艾力'. */
const DOTTED = /^(?=.{4,20}$)\p{Script=Han}+(?:[·•・]\p{Script=Han}+)+$/u;
const HAN_NAME = /^\p{Script=Han}{2,4}$/u;
/** What ends so, or begins so, is a body, a post or a heading. */
const NO_NAME =
  /^(?:各|全|有关|相关|其他|成员|主任|主要|任[组副总主]|党[委政组建]|公安|文[化体旅明]|农[业村]|水[利务]|国[土资有]|经[济信开]|商务|司法|安监|政[府法协]|金融|平台|元以|和|解决|单位|管理|分管|应急|都[是要有能应会可将已得不]|家|时[间候常刻]|从[事业而]|有|后|能|须|由)|[局委办会部厅院处科股室组队站所社厂校镇乡县区市省州旗街村]$|[长记任席]$|单位|部门|同志|组长|负责|工作|领导|小组|名单|人员|主任|书记|局长|姓名|职务/;

/** Whether some characters, blanks between them aside, are called what people are called. */
export function isPersonName(written: string): boolean {
  const name = withoutBlanks(written);
  if (DOTTED.test(name)) return true;
  if (!HAN_NAME.test(name) || NO_NAME.test(name)) return false;
  if (COMPOUND.test(name)) return name.length > 2;
  return name.length <= 3 && SURNAMES.has(name.charAt(0));
}

/** What a post ends with: behind it may come a name. */
export const POST =
  /(?:书记|主任|主席|委员|常委|政委|经理|秘书|负责人|负责同志|工程师|总理|规划师|参谋|教导员|指导员|调研员|干事|领导|总监|总裁|巡视员|科员|干部|主管|会计师|\p{Script=Han}长)(?:\([^()]{1,20}\))?$/u;

const COURTESY = /\s*(?:同志|先生|女士|\((?:女|男|兼|[^()]{1,8}族|女,[^()]{1,8}族)\))*$/;

/** Where the name at the end of '县委副书记、县长张三同志' stands, or null where no post is followed by a name. */
export function nameAtEnd(flat: string): { start: number; end: number } | null {
  const end = flat.replace(COURTESY, '').length;
  const alone = flat.slice(0, end);
  if (isPersonName(alone)) return { start: alone.length - alone.trimStart().length, end };
  for (const pattern of AT_END) {
    const start = pattern.exec(alone)?.index;
    if (start !== undefined && isPersonName(alone.slice(start)) && POST.test(alone.slice(0, start).trimEnd()))
      return { start, end };
  }
  return null;
}

/** Three characters are tried before two and four, each with the blanks that typography may have put between them. */
const AT_END = [
  /\p{Script=Han}\s?\p{Script=Han}\s?\p{Script=Han}$/u,
  /\p{Script=Han}\s{0,4}\p{Script=Han}$/u,
  /\p{Script=Han}{4}$/u,
];

/** What a post ends with where nothing but the next name shows that it does. */
const POST_ENDS =
  /(?:书记|主任|主席|常委|政委|总经理|总理|工程师|规划师|经济师|会计师|参谋|成员|委员|调研员|总监|\p{Script=Han}长)/gu;
const LONGEST_RUN = 3000;

/** The names in a run without a sign between them, each right in front of its post: '张三县委副书记李四县政府办公室主任'; none where it holds less than two. */
export function namesInRun(run: string): { start: number; end: number }[] {
  if (run.length > LONGEST_RUN || !/^\p{Script=Han}+$/u.test(run)) return [];
  const first = nameBefore(run);
  if (first === 0) return [];
  const found = [{ start: 0, end: first }];
  for (const { index, 0: end } of run.matchAll(POST_ENDS)) {
    const start = index + end.length;
    const length = index > (found.at(-1)?.end ?? 0) ? nameBefore(run.slice(start, start + 30)) : 0;
    if (length > 0) found.push({ start, end: start + length });
  }
  return found.length > 1 ? found : [];
}

/** How long the name is in front of a body or a post: two characters where a body begins behind them, else three. */
function nameBefore(run: string): number {
  const [two, three] = [2, 3].map(
    (length) => isPersonName(run.slice(0, length)) && POST_BEGINS.test(run.slice(length)),
  );
  if (COMPOUND.test(run)) return isPersonName(run.slice(0, 4)) ? (POST_BEGINS.test(run.slice(3)) ? 3 : 4) : 0;
  if (two || three) return two && !three ? 2 : 3;
  return isPersonName(run.slice(0, 3)) && run.length > 5 ? 3 : 0;
}

/** How a post or the body it is held at begins right behind a name. */
const POST_BEGINS =
  /^(?:副|常务|党[委支总工组政]|[省市县区镇乡村州旗]|街道|国[务家]|中[央国共]|外交|发改|统计|能源|海洋|测绘|地震|旅游|民航|文物|环境|质监|工商|物价|粮食|总参|法[院制]|检察|人防|档案|气象|消防|[局院校站所处科部股]长|书记|主[任席]|总?经理|人大|政协|纪[委检]|组织[委部]|宣传[委部]|统战[委部]|武装|公安|派出|财政|教[育体]|民政|司法|人社|人力|自然|国土|住建|住房|交通|水[利务]|农[业经技]|林业|商务|文[旅广化体]|卫[健生]|应急|审计|市场|发[改展]|工[信业会]|科[技协]|信访|团委|妇联|残联|机关|办公室|综[合治]|扶贫|乡村|环保|生态|城[管建市]|安监|供销|国资|税务|气象|中心)/;

/** How long the name is that a post follows without a blank, '张三副局长', '李四街道党工委书记'; 0 where there is none. */
export function nameLength(written: string): number {
  for (const length of [2, 3, 4]) {
    const [name, post] = [written.slice(0, length), written.slice(length)];
    if (!isPersonName(name) || !POST.test(post)) continue;
    if (length > 2 || POST_BEGINS.test(post)) return length;
  }
  return 0;
}
