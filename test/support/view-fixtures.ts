import { type Views } from '../../src/rendering/views.js';
import { july, PLAN_TITLE, DOC_NUMBER } from '../rendering/fixtures/baisha.js';
import { accountsFixtures } from '../rendering/fixtures/accounts.js';
import { peopleFixtures } from '../rendering/fixtures/people.js';
import { reportsFixtures } from '../rendering/fixtures/reports.js';
import { measuresFixtures } from '../rendering/fixtures/measures.js';
import { deskFixtures } from '../rendering/fixtures/desk.js';
import { historyFixtures } from '../rendering/fixtures/history.js';
import { escalationsFixtures } from '../rendering/fixtures/escalations.js';
import { extensionsFixtures } from '../rendering/fixtures/extensions.js';
import { instructionsFixtures } from '../rendering/fixtures/instructions.js';
import { inspectionsFixtures } from '../rendering/fixtures/inspections.js';
import { correctionsFixtures } from '../rendering/fixtures/corrections.js';
import { intakesFixtures } from '../rendering/fixtures/intakes.js';
import { lettersFixtures } from '../rendering/fixtures/letters.js';
import { forecastFixtures } from '../rendering/fixtures/forecast.js';
import { holidaysFixtures } from '../rendering/fixtures/holidays.js';
import { rulesFixtures } from '../rendering/fixtures/rules.js';
import { digestsFixtures } from '../rendering/fixtures/digests.js';
import { frame, NAUGHTY } from '../rendering/fixtures/frame.js';
import { error, health, outbox, outboxMail, preview, previews, schedule } from '../rendering/fixtures/machinery.js';
import { mails } from '../rendering/fixtures/mails.js';
import { JULY_TODAY, overview } from '../rendering/fixtures/overview.js';
import { closure, plan } from '../rendering/fixtures/plans.js';
import { assignment, assignments } from '../rendering/fixtures/assignments.js';
import { unit, units } from '../rendering/fixtures/units.js';

/** One model per template, in the words of the Baisha plan; some fields carry `NAUGHTY` text. */
export const fixtures: { [K in keyof Views]: Views[K] } = {
  ...accountsFixtures,
  ...peopleFixtures,
  ...reportsFixtures,
  ...measuresFixtures,
  ...deskFixtures,
  ...historyFixtures,
  ...escalationsFixtures,
  ...extensionsFixtures,
  ...instructionsFixtures,
  ...inspectionsFixtures,
  ...correctionsFixtures,
  ...intakesFixtures,
  ...rulesFixtures,
  ...holidaysFixtures,
  ...forecastFixtures,
  ...digestsFixtures,
  ...lettersFixtures,
  'pages/plans/overview': overview(july, frame('总览', '总览'), JULY_TODAY, 1),
  'pages/plans/list': {
    frame: frame('实施方案', '方案'),
    intakes: '/intakes',
    plans: [
      {
        label: PLAN_TITLE,
        href: '/plans/1',
        docNumber: DOC_NUMBER,
        state: 'running',
        stateWord: '运行中',
        size: '8项措施 · 23个单位 · 171项责任事项',
        issuedOn: '2020年5月12日',
        findings: null,
      },
      {
        label: `关于加强防汛工作的实施方案 ${NAUGHTY}`,
        href: '/plans/2',
        docNumber: null,
        state: 'draft',
        stateWord: '草稿',
        size: '5项措施 · 14个单位',
        issuedOn: null,
        findings: '3处待核对',
      },
      {
        label: '白沙黎族自治县2019年度困难职工帮扶工作实施方案',
        href: '/plans/3',
        docNumber: '白办发〔2019〕21号',
        state: 'closed',
        stateWord: '已结束',
        size: '6项措施 · 17个单位 · 96项责任事项',
        issuedOn: '2019年4月8日',
        findings: null,
      },
    ],
  },
  'pages/plans/plan': plan,
  'pages/plans/closure': closure,
  'pages/plans/empty': {
    frame: frame('还没有方案', '总览', { demo: null }),
    steps: [
      {
        text: '把方案存成 .docx、.txt 或 .md 文件，放到服务器上。',
        link: { label: '导入方案', href: '/intakes' },
        command: null,
      },
      { text: '导入为草稿，程序会打印读出的内容和疑点：', link: null, command: 'npm run luoshi -- import 方案.docx' },
      { text: '回到这里核对，再点“启动方案”。', link: null, command: null },
    ],
  },
  'pages/plans/unstarted': {
    frame: frame('总览', '总览'),
    heading: '方案尚未启用',
    title: `${PLAN_TITLE} ${NAUGHTY}`,
    lead: '草稿：核对疑点、补齐联络员以后启用。',
    facts: [
      { text: '还有7处疑点待核对', links: [{ label: '核对并启用方案', href: '/plans/1' }] },
      { text: '23个单位都有联络员邮箱', links: [] },
    ],
  },
  'pages/units/list': units,
  'pages/units/unit': unit,
  'pages/assignments/list': assignments,
  'pages/assignments/assignment': assignment,
  'pages/outbox/list': outbox,
  'pages/health/health': health,
  'pages/previews/list': previews,
  'pages/previews/one': preview,
  'pages/outbox/mail': outboxMail,
  'pages/schedule/schedule': schedule,
  'pages/errors/error': error,
  ...mails,
};
