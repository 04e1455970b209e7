import { type ChaseStanding } from '../domain/chases.js';

/** Why a unit was not, or cannot be, chased. */
export const SKIP_WORDS: Readonly<Record<Exclude<ChaseStanding, 'due'> | 'said-today' | 'own-unit', string>> = {
  answered: '本期已报，不需要催办',
  asking: '已申请延期，批复前不催办',
  returned: '报告刚退回补正，两个工作日内不催办',
  'not-open': '没有待办理的事项',
  'said-today': '今天已发过提醒或催办，每个工作日最多一次',
  'own-unit': '是本单位',
};

type Skip = keyof typeof SKIP_WORDS;
interface Outcome {
  sent: readonly { unitId: number }[];
  skipped: readonly { unitId: number; why: Skip }[];
}

/** What came of a chase, as the address of the page after it carries it: 'sent=2.4&skipped=3-asking'. */
export function outcomeQuery({ sent, skipped }: Outcome): { sent: string; skipped: string } {
  return {
    sent: sent.map(({ unitId }) => unitId).join('.'),
    skipped: skipped.map(({ unitId, why }) => `${unitId}-${why}`).join('.'),
  };
}

/** The same read back as sentences with the units' names; what no address of ours says is left out. */
export function outcomeWords(query: { sent: string; skipped: string }, nameOf: ReadonlyMap<number, string>): string[] {
  const sent = query.sent.split('.').flatMap((id) => nameOf.get(Number(id)) ?? []);
  const skipped = query.skipped.split('.').flatMap((part) => {
    const [, id, why] = /^(\d{1,10})-([a-z-]+)$/.exec(part) ?? [];
    const name = nameOf.get(Number(id));
    return name && why && Object.hasOwn(SKIP_WORDS, why) ? [`${name}：${SKIP_WORDS[why as Skip]}`] : [];
  });
  return [...(sent.length > 0 ? [`已催办：${sent.join('、')}`] : []), ...skipped.map((line) => `未催办——${line}`)];
}
