/**
 * Characters that fonts of PDFs confuse with the radicals they look like: in each pair the radical, then the character.
 * Only radicals that are whole characters today.
 */
const PAIRS =
  '⺁厂⺄乙⺈刀⺍小⺒巳⺓幺⺗心⺛旡⺝月⺟母⺠民⺢水⺥爫⺧牛⺩王⺬示⺮竹⺰纟⺳网⺶羊⺹老⺼肉⺽臼⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻉贝⻊足⻋车⻏阝' +
  '⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟' +
  // Where Unicode knows the older form, and documents of today write the other.
  '⼾户⾭青';
const SIGNS = [...PAIRS];
const CHARACTERS = new Map(SIGNS.flatMap((sign, at) => (at % 2 === 0 ? [[sign, SIGNS[at + 1] ?? sign] as const] : [])));

/** A text with radicals (U+2E80–2FDF) replaced by the characters that are meant. */
export function withoutRadicals(text: string): string {
  return text.replace(/[\u2e80-\u2fdf]/g, (sign) => CHARACTERS.get(sign) ?? sign.normalize('NFKC'));
}
