import { type IntakeDraft, intakeDraftOf, openDoubts } from '../../src/domain/intake.js';
import * as edits from '../../src/domain/intake-edits.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';

/** Who issued a plan and when, where a scan or a copy lost its line ends. */
const TEXT =
  '为做好河道整治，制定本方案。一、工作任务（一）清理河道。由各有关单位抓好落实，逐条河道登记造册，做到底数清楚、情况明白。（责任单位：县水利局）' +
  '（二）清运垃圾。建立收运体系，做到日产日清，不留死角盲区。（责任单位：县城管局）二、工作要求各单位要按要求抓好落实。';
const TITLE = '全县河道整治工作方案';
const issue = (text: string) => {
  const { issuedOn, issuer } = readPlanText(text);
  return [issuedOn, issuer];
};

describe('a text without line ends', () => {
  test.each<[string, string, (string | null)[]]>([
    ['at its end', `${TITLE}${TEXT}清河县人民政府办公室2021年6月22日`, ['2021-06-22', '清河县人民政府办公室']],
    ['in its colophon', `${TITLE}${TEXT}清河县人民政府办公室2021年6月22日印发`, ['2021-06-22', '清河县人民政府办公室']],
    [
      'right before the title of the plan',
      `关于印发《${TITLE}》的通知各乡镇：现印发给你们，请抓好落实。清河县水利局2021年4月19日${TITLE}${TEXT}`,
      ['2021-04-19', '清河县水利局'],
    ],
    [
      'below several who sign',
      `${TITLE}${TEXT}清河县工业和信息化局清河县城市管理和综合执法局清河县通信发展管理办公室清河县水利局2021年4月19日`,
      ['2021-04-19', null],
    ],
    [
      'before what is attached, and not when its first task is to be done',
      `${TITLE}${TEXT.replaceAll('（责任单位：县城管局）', '。责任单位：县城管局完成时限：2021年9月30日（三）巡查。逐河巡查。责任单位：县水利局完成时限：2021年10月31日')}附件：整治标准清河县水利局河道管理部（河长办）2021年4月2日附件：整治标准`,
      ['2021-04-02', null],
    ],
  ])('says its day of issue %s', (_where, text, expected) => {
    expect(issue(text)).toEqual(expected);
  });

  test('says none where its last sentence is a time', () => {
    expect(issue(`${TITLE}${TEXT}本方案有效期至2022年12月31日`)).toEqual([null, null]);
  });
});

describe('several issuers in one word', () => {
  const draft = intakeDraftOf(readPlanText(`清河市教育局清河市公安局文件\n${TITLE}\n${TEXT}`));
  const glued = (of: IntakeDraft): string[] =>
    openDoubts(of).flatMap(({ code, message }) => (code === 'issuers-glued' ? [message] : []));
  const issuedBy = (issuer: string): IntakeDraft => edits.withHead(draft, { ...draft, issuer });

  test('are a doubt', () => {
    expect(glued(draft)).toEqual([
      '发文机关“清河市教育局清河市公安局”像是几个单位的名称连在一起，请核对并用顿号分开。',
    ]);
  });

  test.each(['清河市教育局、清河市公安局', '中共清河市委清河区工作委员会', '国家市场监督管理总局', '清河市委办公室'])(
    '%s is none',
    (issuer) => {
      expect(glued(issuedBy(issuer))).toEqual([]);
    },
  );
});
