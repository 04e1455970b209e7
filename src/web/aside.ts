/** '抓紧摸底（6月29日前）', a text with what belongs to it in brackets; '6月29日前' alone where there is no text. */
export function aside(text: string, more: string | null): string {
  if (!more) return text;
  return text.trim() === '' ? more : `${text}（${more}）`;
}
