import { type IntakeDraft, openDoubts } from '../domain/intake.js';
import { type Source } from '../domain/plan.js';
import { type Paragraph } from '../rendering/views-plan.js';
import { type Mark, paragraphsOf } from '../web/document.js';
import { ROLE_WORDS } from '../web/lights.js';
import { type IntakeFacts } from './intake.views.js';

/** The document with everything that was understood of it marked, each mark leading to its line at the right. */
export function documentOf({ intake, draft }: IntakeFacts): Paragraph[] {
  const { text } = intake;
  const doubts = openDoubts(draft).flatMap(({ source, message }, at) =>
    factAnchor(draft, source) !== null
      ? []
      : marked(source, { kind: 'finding', id: `t-f-${at}`, href: `#f-${at}`, title: message }),
  );
  const heads = Object.entries(draft.sources).flatMap(([name, source]) =>
    source ? marked(source, { kind: 'phase', id: `t-h-${name}`, href: '#s-head', title: '文件信息' }) : [],
  );
  const measures = draft.measures.flatMap(({ title, number, source }, at) =>
    titled(text, title, source, { kind: 'measure', id: `t-m-${at}`, href: `#m-${at}`, title: `${number}${title}` }),
  );
  const phases = draft.phases.flatMap(({ title, number, source }, at) =>
    titled(text, title, source, { kind: 'phase', id: `t-p-${at}`, href: `#p-${at}`, title: `${number}${title}` }),
  );
  const duties = draft.measures.flatMap((measure, at) =>
    measure.duties.flatMap(({ unit, role, source }, i) =>
      marked(source, { kind: 'unit', id: `t-d-${at}-${i}`, href: `#m-${at}`, title: `${ROLE_WORDS[role]}：${unit}` }),
    ),
  );
  return paragraphsOf(text, [...doubts, ...heads, ...measures, ...phases, ...duties]);
}

type Kind = Omit<Mark, 'start' | 'end'>;

function marked({ start, end }: Source, mark: Kind): Mark[] {
  return end > start ? [{ start, end, ...mark }] : [];
}

/** A clause is marked by its title; where the office has changed that, by its first words. */
function titled(text: string, title: string, { start, end }: Source, mark: Kind): Mark[] {
  if (end <= start) return [];
  const at = text.indexOf(title, start);
  return at >= 0 && at < end
    ? [{ start: at, end: at + title.length, ...mark }]
    : [{ start, end: Math.min(end, start + 12), ...mark }];
}

/** Where a doubt about a whole measure or phase stands: where that is marked already; null for any other place. */
export function factAnchor({ measures, phases }: IntakeDraft, { start, end }: Source): string | null {
  const isThere = ({ source }: { source: Source }) => end > start && source.start === start && source.end === end;
  const [measure, phase] = [measures.findIndex(isThere), phases.findIndex(isThere)];
  return measure >= 0 ? `t-m-${measure}` : phase >= 0 ? `t-p-${phase}` : null;
}

/** Every anchor that a document has: of two facts in one place only the first is marked. */
export function anchorsIn(paragraphs: readonly Paragraph[]): ReadonlySet<string> {
  return new Set(paragraphs.flatMap(({ spans }) => spans.flatMap(({ mark }) => mark?.id ?? [])));
}
