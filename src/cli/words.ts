import { type PlanDraft } from '../domain/plan-text/plan-draft.js';

/** What the reader found, for a person at a terminal. */
export function draftWords(draft: PlanDraft): string {
  const lines = [
    `标题    ${draft.title ?? '（没有找到）'}`,
    `文号    ${draft.docNumber ?? '（没有找到）'}`,
    `印发    ${draft.issuer ?? '（没有找到）'} ${draft.issuedOn ?? ''}`,
    '',
    `工作措施 ${draft.measures.length}项`,
    ...draft.measures.flatMap((measure) => [
      `  ${measure.number}${measure.title}`,
      `      牵头：${measure.lead.join('、') || '—'}`,
      `      责任：${measure.responsible.join('、') || '—'}`,
    ]),
    '',
    `实施步骤 ${draft.phases.length}个阶段`,
    ...draft.phases.map((phase) => `  ${phase.number}${phase.title}　到期日 ${phase.deadline ?? '没有写明'}`),
    '',
    `领导小组 ${draft.leadingGroup.length}人；办公室 ${draft.office.map(({ role, name }) => `${role}${name}`).join('、') || '—'}`,
    '',
    draft.findings.length === 0 ? '没有疑点。' : `疑点 ${draft.findings.length}处，请核对：`,
    ...draft.findings.map((finding) => `  · ${finding.message}`),
  ];
  return lines.join('\n');
}

/** Columns of text with two spaces between, Chinese counted as two cells. */
export function table(rows: readonly (readonly string[])[]): string {
  const width = (text: string) => [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 2 : 1), 0);
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => width(row[i] ?? ''))));
  const pad = (text: string, to: number) => text + ' '.repeat(Math.max(0, to - width(text)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => pad(cell, widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
