/** Lines with which mail programs begin what they quote: '-----原始邮件-----', '---- 回复的原邮件 ----', '---Original---'. */
const SEPARATOR =
  /^[-—_=\s>]*(原始邮件|原邮件|回复的原邮件|转发的原?邮件|邮件原件|Original( Message)?|Original Email|Forwarded message|Reply message)\s*[-—_=\s]*$/i;
const DASHED = /[-—_=]{2,}/;

/** The head of a quoted mail as it is set out line by line. */
const HEAD_START = /^[\s*]*(发件人|From|寄件者)\s*[*]?\s*[:：]/i;
const HEAD_LINE = /^[\s*]*(发送时间|发送日期|日期|时间|收件人|抄送|主题|Sent|Date|To|Cc|Subject)\s*[*]?\s*[:：]/i;
const HEAD_WITHIN = 6;

/** '在 2020年7月1日 08:30，领导小组办公室 <office@…> 写道：', in one line or broken over up to three. */
const WROTE_END = /(写道|寫道|wrote)\s*[:：]\s*$/i;
const WROTE_START = /^\s*(在|于|On)\s*\S{0,6}\s*.{0,12}\d/i;
const WROTE_FACTS = /\d{4}\s*[年/.-]|\b\d{1,2}:\d{2}\b|<[^<>\s]+@[^<>\s]+>/;
const WROTE_LINES = 3;

/** What telephones and web mail add by themselves. */
const ADDED =
  /^(发自我的.{1,20}|发自(网易|QQ|手机|新浪|139|189|阿里).{0,20}|来自我的.{1,20}|Sent from my .{1,30}|Sent from \S+ for \S+|Get Outlook for .{1,20})$/i;
const RULE = /^[-—_=*\s]{4,}$/;

/**
 * What somebody wrote in an answer, without what their mail program quoted of the mail they answer. Conservative: what cannot be
 * told apart stays, and an answer that stands below its quotation is found there.
 */
export function withoutQuoted(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const cut = lines.findIndex((_, at) => beginsQuotation(lines, at));
  const above = written(cut < 0 ? lines : lines.slice(0, cut));
  if (above !== '' || cut < 0) return above;
  // Nothing above the quotation: whoever answers below or within it has quoted with '>' if with anything.
  const below = lines.slice(cut);
  return below.some(isQuoted) ? written(below.slice(headLength(below)).filter((line) => !RULE.test(line))) : '';
}

function beginsQuotation(lines: readonly string[], at: number): boolean {
  const line = lines[at]!.trim();
  if (SEPARATOR.test(line) && DASHED.test(line)) return true;
  if (HEAD_START.test(line))
    return lines.slice(at + 1, at + HEAD_WITHIN).filter((one) => HEAD_LINE.test(one)).length >= 2;
  return wroteLength(lines, at) > 0;
}

/** Over how many lines 'so-and-so wrote:' goes from here; 0 where it does not begin here. */
function wroteLength(lines: readonly string[], at: number): number {
  if (isQuoted(lines[at]!)) return 0;
  for (let count = 1; count <= WROTE_LINES; count++) {
    const part = lines.slice(at, at + count);
    if (part.length < count || part.at(-1)!.trim() === '') return 0;
    if (!WROTE_END.test(part.at(-1)!)) continue;
    // An answer that stands just above must not be taken for the beginning of such a line.
    const isOne = count === 1 || (WROTE_START.test(part[0]!) && !part.slice(1).some((line) => WROTE_START.test(line)));
    return isOne && WROTE_FACTS.test(part.join(' ')) ? count : 0;
  }
  return 0;
}

const headLength = (lines: readonly string[]) => Math.max(1, wroteLength(lines, 0));
const isQuoted = (line: string) => /^\s*[>＞]/.test(line);

/** Lines that somebody wrote, without quoted ones, the mail program's own, and a signature after '-- '. */
function written(lines: readonly string[]): string {
  const own: string[] = [];
  for (const line of lines) {
    if (line === '-- ' || line === '--') break;
    if (!isQuoted(line) && !ADDED.test(line.trim())) own.push(line.trimEnd());
  }
  while (own.length > 0 && (own.at(-1)!.trim() === '' || RULE.test(own.at(-1)!))) own.pop();
  return own
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
