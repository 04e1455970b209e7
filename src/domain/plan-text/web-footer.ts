import { type CleanText } from './clean-text.js';
import { headingNumber } from './numbering.js';

/** What a website writes below a document: '友情链接', '主办单位：… 网站标识码：…'. */
const FOOTER =
  /^(?:友情链接|版权所有|扫一扫在手机|附件下载:?$|[上下]一篇:|【(?:打印|关闭)】|打印本页|联系我们\s?\|)|ICP备|公网安备|公安备案号|网站标识码/;

/** A text without the lines below its document that a page from a website has: '主办单位：县财政局' there is nobody's duty. */
export function withoutFooter(clean: CleanText): CleanText {
  const { blocks } = clean;
  const last = blocks.findLastIndex((block) => headingNumber(clean.flatOf(block).slice(0, 20)) !== null);
  // Above a document a website has such lines too.
  if (last < 0) return clean;
  const foot = blocks.findIndex(
    (block, at) => at > last && FOOTER.test(clean.flat.slice(block.start, block.start + 80)),
  );
  return foot < 0 ? clean : clean.withBlocks(blocks.slice(0, foot));
}
