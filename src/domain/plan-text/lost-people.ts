import { ROLE } from './group-labels.js';
import { isPersonName, nameAtEnd } from './person-names.js';

/** '组  长:', and not '领导小组成员:', which is one label. */
const LABEL = new RegExp(
  `(?<!小组|专班|指挥部|会议|协调组|工作组|委员会)(?:${ROLE})\\s*(?:\\([^()]{1,12}\\)\\s*)?:`,
  'g',
);
/** Behind the last person the text goes on, mostly with the office. */
const LIST_ENDS =
  /。|(?:领导小组|工作小组|协调小组|指挥部|联席会议|工作专班|专班)(?:下设)?办公室(?=[设常挂主副成负承]|下设|日常)/;
const LONGEST_LIST = 3000;
/** What parts a name from the post behind it. */
const GAP = /\s+(?=\p{Script=Han})|[,(]/gu;

/** Where the lines of a list of people began in a text without line ends: at the labels, at each name right behind a post, and behind the last. */
export function lostPeople(flat: string): number[] {
  const labels = [...flat.matchAll(LABEL)];
  return labels.flatMap(({ index, 0: label }, at) => {
    const from = index + label.length;
    const until = Math.min(labels[at + 1]?.index ?? flat.length, from + LONGEST_LIST);
    const end = LIST_ENDS.exec(flat.slice(from, until))?.index;
    const names = namesBehindPosts(flat.slice(from, end === undefined ? until : from + end));
    const cuts = [index, ...names.map((name) => from + name)];
    return end === undefined || flat.charAt(from + end) === '。' ? cuts : [...cuts, from + end];
  });
}

const FIRST = /^\s*(\p{Script=Han}\s{0,4}\p{Script=Han}{1,3}?)\s*(?:\s|[,(])/u;

/** '县长马骏  县委副书记田丽  副县长': a blank before a name says that the post belongs to it. */
function namesBehindPosts(list: string): number[] {
  const found: number[] = [];
  // '副县长冯远,副县长梁月': where posts come first, a comma parts people.
  if (!isPersonName(FIRST.exec(list)?.[1] ?? '')) return found;
  for (const { index } of list.matchAll(GAP)) {
    const from = Math.max(found.at(-1) ?? 0, index - 40);
    const start = from + (nameAtEnd(list.slice(from, index))?.start ?? 0);
    if (start > from && !/\s/.test(list.charAt(start - 1))) found.push(start);
  }
  return found;
}
