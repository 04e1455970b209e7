/** What several people or rules have said, as one sentence, '甲；乙': a stop that somebody typed at the end does not stand before the next. */
export function joined(parts: readonly string[]): string {
  const said = parts.map((part) => part.trim()).filter((part) => part !== '');
  return said.map((part, i) => (i < said.length - 1 ? part.replace(/[。；;，,、.\s]+$/u, '') : part)).join('；');
}
