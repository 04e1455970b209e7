import { readFileSync } from 'node:fs';
import { type Source } from '../../src/domain/plan.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

const TEXT = readFileSync(new URL('../../plans/baisha-2020-10.txt', import.meta.url), 'utf8');
const draft = readPlanText(TEXT);

/** What stands at a source, the noise of the page aside: markdown stars, line ends, blanks. */
const shown = (source: Source): string => TEXT.slice(source.start, source.end).replace(/\*{2,}|\s/g, '');
const bare = (text: string): string => text.replace(/\s/g, '');

// number, title, leads, responsible units: the labels of a careful reader.
const MEASURES: [string, string, string, string][] = [
  [
    '（一）',
    '精准识别，建档立卡',
    '县总工会 县民政局',
    '县人力资源和社会保障局 县公安局 县住房和城乡建设局 县市场监督管理局 县国有资产事务中心',
  ],
  [
    '（二）',
    '积极促进就业创业',
    '县人力资源和社会保障局',
    '县发展和改革委员会 县财政局 县科学技术和工业信息化局 县国有资产事务中心 县劳动就业服务中心 县总工会',
  ],
  [
    '（三）',
    '落实社会保险政策',
    '县人力资源和社会保障局 白沙县税务局',
    '县财政局 县医疗保障局 县科学技术和工业信息化局 县国有资产事务中心 县社会保险服务中心 县总工会 县工商联',
  ],
  [
    '（四）',
    '健全完善医疗帮扶制度',
    '县卫生健康委员会 县医疗保障局',
    '县财政局 县人力资源和社会保障局 县民政局 县社会保险服务中心 县总工会 县红十字会',
  ],
  ['（五）', '落实国家助学政策', '县教育局', '县财政局 县金融服务中心 县总工会 团县委 县妇联 县残联'],
  ['（六）', '落实住房保障制度', '县住房和城乡建设局', '县财政局 县民政局 县总工会'],
  [
    '（七）',
    '强化兜底保障功能',
    '县民政局 县总工会',
    '县财政局 县人力资源和社会保障局 县卫生健康委员会 县住房和城乡建设局 县医疗保障局',
  ],
  ['（八）', '整合资源解困脱困', '县总工会', '县直属机关工作委员会 县民政局 县工商联 团县委 县妇联 县残联 县红十字会'],
];

const PHASES: [string, string, string, string][] = [
  ['（一）', '安排部署，调查摸底', '2020-06-30', '（2020年6月30日前）'],
  ['（二）', '组织实施，落实举措', '2020-08-31', '（2020年8月31日前）'],
  ['（三）', '检查验收，巩固提升', '2020-10-31', '(2020年10月31日前)'],
];

const GROUP: [string, string][] = [
  ['组长', '李广清 县委副书记'],
  ['副组长', '何劲松 县委常委|符秀琼 人大常委会副主任、县总工会主席|符健友 县政府副县长'],
  [
    '组员',
    '王永珍 县委办|符爱芳 县政府办|符仁君 县委直属机关工作委员会|薛开璧 县发展和改革委员会|符桂理 县财政局|' +
      '郑群 县人力资源和社会保障局|吴强 县教育局|陆志干 县卫生健康委员会|文海 县公安局|符建敏 县民政局|' +
      '黄江 县住房和城乡建设局|林超先 县市场监督管理局|李翠 县医疗保障局|符成林 白沙县税务局|符江 县工商联|' +
      '王明秀 县总工会|符文亮 团县委|吴海英 县妇联|吉逵 县残联|张毅 县红十字会|潘孝信 县金融工作服务中心|' +
      '符进宏 县科技中心|吴松青 县科学技术和工业信息化局|刘海铂 县商务局|符荣海 县国有资产事务中心|' +
      '范文辉 县社会保险服务中心|温刘文 县劳动就业服务中心|王玉伟 县住房保障服务中心',
  ],
];

describe('the head of the Baisha plan', () => {
  test.each([
    ['title', '白沙黎族自治县关于进一步做好城市困难职工解困脱困工作实施方案'],
    [
      'noticeTitle',
      '中共白沙黎族自治县委办公室 白沙黎族自治县人民政府办公室 关于印发《白沙黎族自治县进一步做好城市困难职工解困脱困工作实施方案》的通知',
    ],
    ['docNumber', '白办发〔2020〕10号'],
    ['issuer', '中共白沙黎族自治县委办公室'],
    ['leadingGroupName', '白沙黎族自治县城市困难职工解困脱困工作领导小组'],
    ['officeUnit', '县总工会'],
  ] as const)('has its %s, word for word where the source says', (fact, expected) => {
    expect(draft[fact]).toBe(expected);
    expect(shown(draft.sources[fact] as Source)).toBe(bare(expected));
  });

  test('was issued on the day of its colophon', () => {
    expect(draft.issuedOn).toBe('2020-05-12');
    expect(shown(draft.sources.issuedOn as Source)).toBe('2020年5月12日');
  });
});

describe('the measures of the Baisha plan', () => {
  test('are eight, with their leads and responsible units in order', () => {
    expect(draft.measures.map(({ number, title, lead, responsible }) => [number, title, lead, responsible])).toEqual(
      MEASURES.map(([number, title, lead, responsible]) => [number, title, lead.split(' '), responsible.split(' ')]),
    );
  });

  test('give 57 duties to 23 units: 12 leads and 45 responsible', () => {
    const duties = draft.measures.flatMap((measure) => measure.duties);
    expect(duties).toHaveLength(57);
    expect(duties.filter((duty) => duty.role === 'lead')).toHaveLength(12);
    expect(duties.filter((duty) => duty.role === 'responsible')).toHaveLength(45);
    expect(new Set(duties.map((duty) => duty.unit)).size).toBe(23);
  });

  test('name no deadlines of their own', () => {
    expect(draft.measures.map((measure) => measure.deadline)).toEqual(Array(8).fill(null));
  });

  test.each(draft.measures.map((measure) => [measure.number, measure] as const))(
    '%s stands where its source says, and each unit where the duty says',
    (_number, measure) => {
      expect(shown(measure.source)).toContain(bare(measure.title));
      expect(bare(measure.text)).toContain(bare(measure.title));
      expect(shown(measure.source).length).toBe(bare(measure.text).length);
      for (const duty of measure.duties) {
        expect(shown(duty.source)).toBe(duty.unit);
        expect(duty.source.start).toBeGreaterThan(measure.source.start);
        expect(duty.source.end).toBeLessThan(measure.source.end);
      }
    },
  );

  test('read on where a page broke them, without stars and line ends', () => {
    const [, second, , fourth] = draft.measures;
    expect(second?.text).toContain('县国有资产事务中心、县劳动就业服务中心、县总工会)');
    expect(fourth?.text).toContain('逐步提高符合条件的因病致困城市职工医疗救助比例');
    expect(draft.measures.filter((measure) => /[*\n]/.test(measure.text))).toEqual([]);
  });
});

describe('the phases of the Baisha plan', () => {
  test('are three, each due on its last day', () => {
    expect(draft.phases.map(({ number, title, start, deadline }) => [number, title, start, deadline])).toEqual(
      PHASES.map(([number, title, deadline]) => [number, title, null, deadline]),
    );
  });

  test.each(PHASES.map((phase, at) => [phase[1], phase, at] as const))('%s says so itself', (title, phase, at) => {
    const source = shown(draft.phases[at]?.source as Source);
    expect(source).toContain(title);
    expect(source).toContain(phase[3]);
    expect(draft.phases[at]?.text).toContain(phase[3]);
  });
});

describe('the leading group of the Baisha plan', () => {
  const expected = GROUP.flatMap(([role, people]) =>
    people.split('|').map((person) => [role, ...person.split(' ')] as [string, string, string]),
  );

  test('has one head, three deputies and 28 members', () => {
    expect(draft.leadingGroup.map(({ role, name, unit }) => [role, name, unit])).toEqual(expected);
  });

  test('stands where its sources say', () => {
    for (const { name, unit, source } of draft.leadingGroup) expect(shown(source)).toBe(`${name}（${unit}）`);
  });

  test('has an office with a head from the group and a deputy without a unit', () => {
    expect(draft.office.map(({ role, name, unit }) => [role, name, unit])).toEqual([
      ['办公室主任', '王明秀', '县总工会'],
      ['办公室副主任', '董庆华', ''],
    ]);
    expect(draft.office.map(({ source }) => shown(source))).toEqual(['办公室主任由王明秀兼任', '副主任由董庆华担任']);
  });
});

describe('the doubts about the Baisha plan', () => {
  test('are two names that may be one body, and five members without a duty', () => {
    expect(draft.findings.map(({ code, names }) => [code, ...names])).toEqual([
      ['alias-suspected', '县金融服务中心', '县金融工作服务中心'],
      ['alias-suspected', '县直属机关工作委员会', '县委直属机关工作委员会'],
      ['member-without-duty', '县委办'],
      ['member-without-duty', '县政府办'],
      ['member-without-duty', '县科技中心'],
      ['member-without-duty', '县商务局'],
      ['member-without-duty', '县住房保障服务中心'],
    ]);
  });

  test('are sentences that name what they are about and show where', () => {
    for (const { message, names, source } of draft.findings) {
      expect(message).toMatch(/。$/);
      for (const name of names) expect(message).toContain(`“${name}”`);
      expect(shown(source)).toContain(names[0]);
    }
  });
});

describe('the same plan in another dress', () => {
  const facts = (text: string) => {
    const { measures, phases, leadingGroup, office, findings, ...head } = readPlanText(text);
    return {
      head: [head.docNumber, head.issuedOn, head.leadingGroupName, head.officeUnit],
      duties: measures.map(({ number, lead, responsible }) => [number, lead, responsible]),
      phases: phases.map(({ number, start, deadline }) => [number, start, deadline]),
      people: [...leadingGroup, ...office].map(({ role, name, unit }) => [role, name, unit]),
      doubts: findings.map(({ code, names }) => [code, ...names]),
    };
  };
  const narrow = (text: string): string =>
    text.replace(/[（）：；，]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  const wide = (text: string): string =>
    text.replace(/[():;,0-9]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

  test.each<[string, (text: string) => string]>([
    ['with Windows line ends', (text) => text.replaceAll('\n', '\r\n')],
    ['with old Macintosh line ends', (text) => text.replaceAll('\n', '\r')],
    ['with a byte order mark', (text) => `\uFEFF${text}`],
    ['in half-width punctuation', narrow],
    ['in full-width punctuation and digits', wide],
    ['without any markdown', (text) => text.replace(/^#+ /gm, '').replaceAll('**', '')],
    ['with every heading bold and on one level', (text) => text.replace(/^#+ (.*)$/gm, '**$1**')],
    ['with page numbers at the page breaks', (text) => text.replace(/([^。）)：\n#*])\n\n(?=\S)/g, '$1\n\n— 3 —\n\n')],
    ['with lines indented by full-width blanks', (text) => text.replace(/^(?=\S)/gm, '　　')],
    [
      'with the brackets broken by a page',
      (text) => text.replaceAll('责任单位：县财政局、', '责任单位：县财\n\n政局、'),
    ],
    ['with the brackets broken at the label', (text) => text.replaceAll('；责任单位：', '；\n\n责任单位：')],
    [
      'with the labels 牵头部门 and 配合单位',
      (text) => text.replaceAll('牵头单位', '牵头部门').replaceAll('责任单位：', '配合单位：'),
    ],
    ['without blank lines', (text) => text.replace(/\n{2,}/g, '\n')],
  ])('says the same %s', (_dress, dressed) => {
    expect(facts(dressed(TEXT))).toEqual(facts(TEXT));
  });
});
