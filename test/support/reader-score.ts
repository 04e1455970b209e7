import { type PlanDraft } from '../../src/domain/plan-text/plan-draft.js';

/** What a careful reader takes from a plan: the labels beside it. */
export interface Labels {
  title: string | null;
  docNumber: string | null;
  measures: { number: string; title: string; lead: string[]; responsible: string[]; deadline: string | null }[];
  phases: { number: string; title: string; start: string | null; deadline: string | null }[];
  leadingGroup: { role: string; name: string; unit: string }[];
}

export const FIELDS = ['measure', 'lead', 'responsible', 'deadline', 'phase', 'person', 'heading'] as const;
export type Field = (typeof FIELDS)[number];
type Sum = { hit: number; missing: number; extra: number };

/** What a reader got right, missed and added, field by field. */
export class Score {
  readonly sums = Object.fromEntries(FIELDS.map((field) => [field, { hit: 0, missing: 0, extra: 0 }])) as Record<
    Field,
    Sum
  >;

  /** The harmonic mean of precision and recall; 1 where there is nothing to read and nothing was read. */
  f1(field: Field): number {
    const { hit, missing, extra } = this.sums[field];
    return hit + missing + extra === 0 ? 1 : (2 * hit) / (2 * hit + missing + extra);
  }

  add(labels: Labels, draft: PlanDraft): void {
    const heads = (one: { title: string | null; docNumber: string | null }): string[] =>
      [plain(one.title), plain(one.docNumber)].filter((text) => text !== '');
    this.compare('heading', heads(labels), heads(draft));
    this.measures(labels, draft);
    const span = (one: { start: string | null; deadline: string | null }): string =>
      `${one.start ?? ''}>${one.deadline ?? ''}`;
    this.compare('phase', labels.phases.map(span), draft.phases.map(span));
    const named = (one: { role: string; name: string }): string => plain(one.role + one.name);
    this.compare('person', labels.leadingGroup.map(named), draft.leadingGroup.map(named));
  }

  /** Measures are matched by title, in order where there are several of one title. */
  private measures(labels: Labels, draft: PlanDraft): void {
    const left = [...draft.measures];
    for (const label of labels.measures) {
      const at = left.findIndex((measure) => isSameTitle(label.title, measure.title));
      const [measure] = at < 0 ? [] : left.splice(at, 1);
      this.compare('measure', ['this'], measure ? ['this'] : []);
      this.compare('lead', label.lead.map(plain), (measure?.lead ?? []).map(plain));
      this.compare('responsible', label.responsible.map(plain), (measure?.responsible ?? []).map(plain));
      this.compare('deadline', label.deadline ? [label.deadline] : [], measure?.deadline ? [measure.deadline] : []);
    }
    this.sums.measure.extra += left.length;
  }

  private compare(field: Field, expected: string[], actual: string[]): void {
    const left = [...actual];
    const sum = this.sums[field];
    for (const one of expected) {
      const at = left.indexOf(one);
      if (at >= 0) left.splice(at, 1);
      if (at >= 0) sum.hit++;
      else sum.missing++;
    }
    sum.extra += left.length;
  }
}

/** Width, brackets, blanks and end marks are no differences. */
function plain(text: string | null): string {
  return (text ?? '')
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[“”"'‘’《》\s*。.,，;；:：、〔〕【】()[\]]/g, '');
}

function isSameTitle(a: string, b: string): boolean {
  const [x, y] = [plain(a), plain(b)];
  return x === y || (x.length >= 6 && y.length >= 6 && (x.startsWith(y) || y.startsWith(x)));
}
