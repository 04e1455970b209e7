import { writeFileSync } from 'node:fs';
import { activatePlan } from '../acts/activate-plan.js';
import { exportPlan } from '../acts/export-plan.js';
import { type Occasion } from '../acts/history.js';
import { importExported } from '../acts/import-exported.js';
import { importPlan } from '../acts/import-plan.js';
import { RuleBroken } from '../domain/errors.js';
import { readPlanText } from '../domain/plan-text/read-plan.js';
import { type Program } from '../program.js';
import { type Stores } from '../storage/stores/all.js';
import { type Answer, type Given } from './commands.js';
import { isExported, readDocument, readExported } from './read-file.js';
import { draftWords } from './words.js';

type WithProgram = (work: (program: Program) => Promise<Answer>) => Promise<Answer>;

const ACTOR = '命令行';

function fileOf({ file }: Given): string {
  if (!file)
    throw new RuleBroken('usage', { problem: '请写明要读取的文件', help: '例如：npm run luoshi -- read 方案.txt' });
  return file;
}

/** `luoshi read`: what the reader finds in a document, without a database. */
export async function read(given: Given): Promise<Answer> {
  const draft = readPlanText(await readDocument(fileOf(given)));
  return { words: draftWords(draft), json: draft };
}

/** What is to be stored, and the doubts about it. */
interface Brought {
  store: (stores: Stores, occasion: Occasion) => ReturnType<typeof importPlan>;
  findings: readonly { message: string }[];
}

async function broughtBy(file: string): Promise<Brought> {
  if (isExported(file)) {
    const document = readExported(file);
    const findings = document.findings.filter(({ state }) => state === 'open');
    return { store: (stores, occasion) => importExported(stores, document, occasion), findings };
  }
  const text = await readDocument(file);
  const draft = readPlanText(text);
  return { store: (stores, occasion) => importPlan(stores, draft, text, occasion), findings: draft.findings };
}

/** `luoshi import`: stores a document or an exported plan as a draft, or starts it at once. */
export async function importFile(given: Given, withProgram: WithProgram): Promise<Answer> {
  const { store, findings: doubts } = await broughtBy(fileOf(given));
  return withProgram(async ({ storage, clock }) => {
    const occasion = { ...clock.now(), actor: ACTOR };
    const done = await storage.write(async (stores) => {
      const { planId, ...size } = await store(stores, occasion);
      const started = given.options.activate ? await activatePlan(stores, planId, 1, occasion) : null;
      return { planId, ...size, ...started };
    });
    const begun = given.options.activate
      ? `已启用：${done.assignments ?? 0}项责任事项，${done.mails ?? 0}封交办通知已放入发件箱。`
      : '现为草稿；核对后在页面上启用，或导入时加 --activate。';
    const findings = doubts.map((finding) => `  · ${finding.message}`);
    const words = [
      `已导入方案 ${done.planId}：${done.measures}项措施、${done.units}个单位、${done.phases}个阶段。`,
      begun,
      ...(findings.length > 0 ? [`疑点${findings.length}处，请核对：`, ...findings] : []),
    ];
    return { words: words.join('\n'), json: { ...done, findings: doubts } };
  });
}

/** `luoshi export`: a plan as a file that `import` takes; an existing file is left as it is. */
export async function exportToFile({ words = [] }: Given, withProgram: WithProgram): Promise<Answer> {
  const [planId = '', file] = words;
  if (!/^[1-9]\d{0,8}$/.test(planId))
    throw new RuleBroken('usage', { problem: '请写明方案号', help: '例如：npm run luoshi -- export 1 方案.json' });
  return withProgram(async ({ storage }) => {
    const document = await storage.read((stores) => exportPlan(stores, Number(planId)));
    const written = JSON.stringify(document, null, 1);
    if (file === undefined) return { words: written, json: document };
    write(file, written);
    return {
      words: `已把方案 ${planId}“${document.head.title}”写入 ${file}。`,
      json: { planId: Number(planId), file },
    };
  });
}

function write(file: string, written: string): void {
  try {
    writeFileSync(file, `${written}\n`, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const problem = code === 'EEXIST' ? `文件 ${file} 已经存在` : `文件 ${file} 写不进去（${code}）`;
    throw new RuleBroken('usage', { problem, help: '请换一个文件名或文件夹' });
  }
}
