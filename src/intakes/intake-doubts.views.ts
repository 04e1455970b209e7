import { openDoubts, type Doubt } from '../domain/intake.js';
import { type NameRead } from '../domain/intake-names.js';
import { type IntakeDoubt } from '../rendering/views-intakes.js';
import { paths } from '../web/paths.js';
import { factAnchor } from './intake-document.views.js';
import { type IntakeFacts } from './intake.views.js';

const QUOTED = 60;

/** Every doubt that is open, the reader's first, then the names that may be units that are there. */
export function doubtViews(facts: IntakeFacts, placed: ReadonlySet<string>): IntakeDoubt[] {
  const { intake, draft, names } = facts;
  const said = openDoubts(draft).map((doubt, at): IntakeDoubt => {
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
      ...{ key: doubt.key, answers: answersTo(doubt) },
    };
  });
  return [...said, ...names.filter(({ isDoubtful }) => isDoubtful).map((name) => nameDoubt(name, facts))];
}

/** Where a doubt is put right on the page. */
function fixOf({ code, names }: Doubt, { draft }: IntakeFacts): IntakeDoubt['fix'] {
  const [name] = names;
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
  if (code === 'last-day-given') {
    const { givenLast: given, measures } = draft;
    const place = measures.findIndex(({ title, deadline }) => deadline === given?.day && given.titles.includes(title));
    return { label: '去改时限', href: `#m-${Math.max(place, 0)}` };
  }
  if (code !== 'no-duties' && code !== 'no-measures') return null;
  const place = draft.measures.findIndex(({ title, duties }) => title === name && duties.length === 0);
  return place < 0 ? { label: '去补措施', href: '#s-measures' } : { label: '去补单位', href: `#m-${place}` };
}

const BLOCKING: ReadonlySet<string> = new Set(['no-phases', 'no-measures', 'phase-without-deadline', 'empty']);

function answersTo({ code }: Doubt): IntakeDoubt['answers'] {
  const seen = { label: '知道了', value: 'seen', primary: false };
  // What keeps a plan from being started is put right, not seen.
  if (BLOCKING.has(code)) return [];
  if (code !== 'alias-suspected' && code !== 'same-unit-suspected') return [seen];
  return [
    { label: '是同一单位', value: 'same', primary: true },
    { label: '不是', value: 'different', primary: false },
  ];
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
    ...{ fix: { label: '去核对', href: `#n-${place}` }, action: '', answers: [] },
  };
}
