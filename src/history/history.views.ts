import { momentOf } from '../clock.js';
import { joined } from '../domain/sentences.js';
import { type SelectField } from '../rendering/views-common.js';
import { type HistoryRow, type HistoryView } from '../rendering/views-history.js';
import { type HistoryLine } from '../storage/stores/history.js';
import { actChoices, actWords } from '../web/act-words.js';
import { paths, withQuery } from '../web/paths.js';
import { entryWords } from './entry-words.js';
import { type HistoryFacts } from './history.service.js';

/** The history: who did what to which thing, what it changed and why, the newest first. */
export function historyView(facts: HistoryFacts): Omit<HistoryView, 'frame'> {
  const { filter, entries, more } = facts;
  const { before, ...kept } = filter;
  const filtered = Object.values(kept).some((value) => value !== undefined);
  return {
    action: paths.history(),
    fields: fieldsOf(facts),
    days: [
      { id: 'f-from', name: 'from', label: '自', value: filter.from ?? '' },
      { id: 'f-to', name: 'to', label: '至', value: filter.to ?? '' },
    ],
    who: filter.who ?? '',
    clear: filtered ? paths.history() : null,
    csv: withQuery(paths.historyCsv(), kept),
    rows: entries.map((entry) => rowOf(entry)),
    none: filtered || before !== undefined ? '没有符合条件的记录' : '还没有记录，办理任何事项后都会记在这里',
    newest: before === undefined ? null : paths.history(kept),
    older: more ? paths.history({ ...kept, before: entries.at(-1)?.id }) : null,
  };
}

function rowOf(entry: HistoryLine): HistoryRow {
  const { about, before, after, reason, notes } = entryWords(entry);
  const at = momentOf(entry.at);
  return {
    when: `${at.today} ${at.time}`,
    who: entry.actor,
    act: actWords(entry.act),
    // What is about a whole plan is told apart by its name.
    about: about === '' && entry.planTitle ? `《${entry.planTitle}》` : about,
    href: entry.assignmentId === null ? null : paths.assignment(entry.assignmentId),
    change: before !== after ? { before: before || '（无）', after: after || '（无）' } : null,
    reason: reason || null,
    notes: joined(notes) || null,
  };
}

function fieldsOf({ plans, units, filter }: HistoryFacts): SelectField[] {
  const field = (
    name: 'plan' | 'unit' | 'act',
    label: string,
    options: readonly (readonly [string | number, string])[],
  ): SelectField => ({
    id: `f-${name}`,
    name,
    label,
    options: [
      { value: '', label: '全部', selected: filter[name] === undefined },
      ...options.map(([value, words]) => ({
        ...{ value: String(value), label: words },
        selected: String(value) === String(filter[name]),
      })),
    ],
  });
  return [
    field(
      'plan',
      '方案',
      plans.map(({ id, title }) => [id, title]),
    ),
    field(
      'unit',
      '单位',
      units.map(({ id, name }) => [id, name]),
    ),
    field('act', '操作', actChoices()),
  ];
}
