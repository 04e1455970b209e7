import { answersTo, type Doubt, type IntakeDraft, isSeenOnly, openDoubts } from '../domain/intake.js';
import { type NameRead } from '../domain/intake-names.js';
import { type IntakeDoubt } from '../rendering/views-intakes.js';
import { paths } from '../web/paths.js';
import { factAnchor } from './intake-document.views.js';
import { OF_A_KIND } from './intake.edits.js';
import { type IntakeFacts } from './intake.views.js';

const QUOTED = 60;

/** Every doubt that is open, the reader's first, then the names that may be units that are there. */
export function doubtViews(facts: IntakeFacts, placed: ReadonlySet<string>): IntakeDoubt[] {
  const { intake, draft, names } = facts;
  const open = openDoubts(draft);
  const said = open.map((doubt, at): IntakeDoubt => {
    const { start, end } = doubt.source;
    const anchor = factAnchor(draft, doubt.source) ?? `t-f-${at}`;
    const quote = intake.text
      .slice(start, Math.min(end, start + QUOTED))
      .replaceAll('**', '')
      .trim();
    return {
      ...{
        id: `f-${at}`,
        message: doubt.message,
        quote: quote || null,
        source: placed.has(anchor) ? `#${anchor}` : null,
      },
      ...{ fix: fixOf(doubt, facts), action: paths.intakeActs(intake.id), version: intake.version },
      ...{ key: doubt.key, answers: answersTo(doubt).map((answer) => ANSWERS[answer]) },
      ...{ together: togetherOf(doubt, open), links: measuresOf(doubt, draft) },
    };
  });
  return [...said, ...names.filter(({ isDoubtful }) => isDoubtful).map((name) => nameDoubt(name, facts))];
}

/** Where a doubt is put right on the page. */
function fixOf({ code, names }: Doubt, { draft, names: read }: IntakeFacts): IntakeDoubt['fix'] {
  const [name] = names;
  if (code === 'no-unit-name') {
    const at = read.findIndex((one) => one.name === name);
    return at < 0 ? null : { label: '去核对', href: `#n-${at}` };
  }
  if (code === 'rare-name') return { label: '去核对', href: '#s-group' };
  if (code === 'no-phases') return { label: '去设阶段', href: '#s-phases' };
  if (code === 'phases-nested') return { label: '去删一级', href: '#s-phases' };
  if (code === 'phase-without-deadline') {
    const place = draft.phases.findIndex(({ title }) => title === name);
    return { label: '去填时限', href: `#p-${Math.max(place, 0)}` };
  }
  if (code === 'day-in-text') {
    const place = draft.measures.findIndex(({ title }) => title === name);
    return { label: '去填时限', href: `#m-${Math.max(place, 0)}` };
  }
  if (code !== 'no-duties' && code !== 'no-measures') return null;
  const place = draft.measures.findIndex(({ title, duties }) => title === name && duties.length === 0);
  return place < 0 ? { label: '去补措施', href: '#s-measures' } : { label: '去补单位', href: `#m-${place}` };
}

/** The measures that a doubt names many of, each led to where its day is filled in. */
function measuresOf({ code }: Doubt, { givenLast: given, measures }: IntakeDraft): IntakeDoubt['links'] {
  if (code !== 'last-day-given') return [];
  return measures.flatMap(({ number, title, deadline }, place) =>
    deadline === given?.day && given.titles.includes(title)
      ? [{ label: `${number}${title}`, href: `#m-${place}` }]
      : [],
  );
}

const ANSWERS: Readonly<Record<ReturnType<typeof answersTo>[number], IntakeDoubt['answers'][number]>> = {
  same: { label: '是同一单位', value: 'same', primary: true },
  different: { label: '不是', value: 'different', primary: false },
  seen: { label: '知道了', value: 'seen', primary: false },
};

/** Fewer doubts of a kind are answered one by one. */
const FEWEST_TOGETHER = 3;

/** The first of many doubts of a kind that are only to be seen offers to answer them together. */
function togetherOf(doubt: Doubt, all: readonly Doubt[]): IntakeDoubt['together'] {
  const alike = all.filter(({ code }) => code === doubt.code);
  if (alike[0] !== doubt || alike.length < FEWEST_TOGETHER || !isSeenOnly(doubt)) return null;
  return { label: `这类${alike.length}处都知道了`, key: `${OF_A_KIND}${doubt.code}` };
}

/** A doubt about a name is answered where the name stands. */
function nameDoubt(read: NameRead, { intake, names, units }: IntakeFacts): IntakeDoubt {
  const { name, kind, perhaps } = read;
  const place = names.indexOf(read);
  const alike = perhaps.map((id) => `“${units.get(id) ?? ''}”`).join('、');
  const message =
    kind === 'collective'
      ? `“${name}”不是一个单位，请列出具体单位，否则交办通知只有一个收件人。`
      : kind === 'others'
        ? `“${name}”没有指明是哪些单位，请写明或删去。`
        : `“${name}”可能就是已有的${alike}，请核对。`;
  return {
    ...{ id: `f-n-${place}`, message, quote: null, source: null, version: intake.version, key: '' },
    ...{ fix: { label: '去核对', href: `#n-${place}` }, action: '', answers: [], together: null, links: [] },
  };
}
