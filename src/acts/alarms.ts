import { type Day, longDay } from '../domain/day.js';
import { type Hour } from '../domain/dead-man.js';
import { type EventWords } from '../domain/plan.js';
import { OFFICE_POSTS, POST_WORDS } from '../domain/posts.js';
import { type Stores } from '../storage/stores/all.js';
import { type Occasion, remember } from './history.js';
import { type Addressee, newMail } from './new-mail.js';

type When = Omit<Occasion, 'actor'>;

/** Tells the office, once for each stop, that mails leave again; it could not be told before. Returns how many mails that were. */
export async function tellOutage(
  stores: Stores,
  { from, to, reason }: { from: Hour & { at: string }; to: Hour; reason: string },
  when: When,
): Promise<number> {
  return tellOffice(stores, `outage:${from.at}`, outageWords(from, to, reason), when);
}

/** Tells the office, once for each time, that nothing ran for a working day; `last` is the last run. */
export async function tellStandstill(stores: Stores, last: Hour & { at: string }, when: When): Promise<number> {
  const words: EventWords = {
    news: '定时工作曾停摆，现已恢复',
    ask: `定时工作自${hour(last)}后至少一个工作日没有运行，${longDay(when.today)}恢复。停摆期间该说的提醒和催办已合并补发，每个单位一封。`,
    paragraphs: ['请管理员核对服务器是否关过机、程序是否一直开着。'],
    why: '定时工作停摆一个工作日以上，恢复时告知领导小组办公室一次。',
    opens: 'health',
  };
  return tellOffice(stores, `standstill:${last.at}`, words, when);
}

/** Queues a mail that shows whether mails arrive, to an address; who asked for it is in the history. */
export async function sendTestMail(stores: Stores, address: string, occasion: Occasion): Promise<void> {
  const words: EventWords = {
    news: '测试邮件',
    ask: '这是一封测试邮件，由“运行情况”页面发出。收到它，说明邮件可以正常发到这个地址。',
    paragraphs: [],
    why: `由${occasion.actor}要求发出，不涉及任何责任事项。`,
    opens: 'health',
  };
  const to: Addressee = { unitId: null, postId: null, name: '领导小组办公室', mail: address };
  const mail = newMail('alarm', `test:${address}:${occasion.at}`, to, null, occasion);
  await stores.outbox.enqueue({ ...mail, words: JSON.stringify(words) }, []);
  await remember(stores, occasion, [{ act: 'test-mail', facts: { to: address } }]);
}

/** What is said of a stop that is over. */
export function outageWords(from: Hour, to: Hour, reason: string): EventWords {
  return {
    news: '邮件中断已恢复',
    ask: `邮件中断从${hour(from)}到${hour(to)}，现已恢复，积压的邮件正在按顺序发出。`,
    paragraphs: [`原因：${reason}`],
    why: '邮件中断半小时以上，恢复时告知领导小组办公室一次。',
    opens: 'health',
  };
}

const hour = ({ today, time }: Hour): string => `${longDay(today)}${time}`;

async function tellOffice(stores: Stores, what: string, words: EventWords, when: When): Promise<number> {
  const mails = (await officeOf(stores, when.today)).map((to) => ({
    mail: { ...newMail('alarm', `alarm:${what}:${to.postId}`, to, null, when), words: JSON.stringify(words) },
    items: [],
  }));
  return (await stores.outbox.enqueueAll(mails)).size;
}

/** Of every running plan's office the director, or where nobody can be reached there the first of the staff; nobody twice. */
async function officeOf(stores: Stores, today: Day): Promise<Addressee[]> {
  const found = new Map<string, Addressee>();
  for (const plan of (await stores.plans.heads()).filter(({ state }) => state === 'running')) {
    const posts = await stores.people.postsOfPlan(plan.id, today);
    const reached = await stores.addresses.ofPosts(
      posts.map(({ id }) => id),
      today,
    );
    const [first] = posts
      .filter(({ id, kind }) => OFFICE_POSTS.includes(kind) && reached.has(id))
      .sort((a, b) => OFFICE_POSTS.indexOf(a.kind) - OFFICE_POSTS.indexOf(b.kind));
    const mail = first && reached.get(first.id);
    if (mail && !found.has(mail))
      found.set(mail, { unitId: null, postId: first.id, name: `领导小组${POST_WORDS[first.kind]}`, mail });
  }
  return [...found.values()];
}
