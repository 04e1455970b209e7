const DIGITS = '〇一二三四五六七八九';
const PLACES = ['', '十', '百', '千'];

/** 1 as 一, 21 as 二十一, 105 as 一百零五; above 9999 in digits. */
function counted(number: number, digits = `零${DIGITS.slice(1)}`, places: readonly string[] = PLACES): string {
  if (number < 1 || number > 9999) return String(number);
  const figures = [...String(number)].map(Number);
  const words = figures.map((figure, at) =>
    figure === 0 ? (digits[0] ?? '') : (digits[figure] ?? '') + (places[figures.length - 1 - at] ?? ''),
  );
  const zero = digits[0] ?? '';
  const written = words
    .join('')
    .replace(new RegExp(`${zero}+`, 'g'), zero)
    .replace(new RegExp(`${zero}$`), '');
  return number < 20 && number > 9 && places === PLACES ? written.slice(1) : written;
}

/** 27 as aa, 28 as bb: Word repeats the letter. */
function letters(number: number, first: string): string {
  const letter = String.fromCharCode(first.charCodeAt(0) + ((number - 1) % 26));
  return letter.repeat(Math.min(Math.ceil(number / 26), 30));
}

const ROMAN: readonly [number, string][] = [
  ...([
    [1000, 'm'],
    [900, 'cm'],
    [500, 'd'],
    [400, 'cd'],
    [100, 'c'],
    [90, 'xc'],
  ] as [number, string][]),
  ...([
    [50, 'l'],
    [40, 'xl'],
    [10, 'x'],
    [9, 'ix'],
    [5, 'v'],
    [4, 'iv'],
    [1, 'i'],
  ] as [number, string][]),
];

function roman(number: number): string {
  if (number > 9999) return String(number);
  let [left, written] = [number, ''];
  for (const [value, sign] of ROMAN) for (; left >= value; left -= value) written += sign;
  return written;
}

/** Signs that stand one after another in Unicode, as ① ② ③; in digits beyond the last. */
const signs = (first: string, last: number) => (number: number) =>
  number >= 1 && number <= last ? String.fromCodePoint((first.codePointAt(0) ?? 0) + number - 1) : String(number);
/** Signs that come round again, as 甲乙丙丁戊己庚辛壬癸. */
const round = (row: string) => (number: number) => row[(number - 1) % row.length] ?? '';
const wide = (number: number) => String(number).replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
const chinese = (number: number) => counted(number);
const ideographs = (number: number) => String(number).replace(/\d/g, (d) => DIGITS[Number(d)] ?? d);
const financial = (number: number) => counted(number, '零壹贰叁肆伍陆柒捌玖', ['', '拾', '佰', '仟']);

/** How Word writes the number of a list, by the name of the format (ECMA-376 part 1, 17.18.59). */
const FORMATS: Readonly<Record<string, (number: number) => string>> = {
  ...{ decimal: String, decimalHalfWidth: String, decimalFullWidth: wide, decimalFullWidth2: wide },
  decimalZero: (number) => String(number).padStart(2, '0'),
  ...{ chineseCounting: chinese, chineseCountingThousand: chinese, japaneseCounting: chinese },
  ...{ taiwaneseCounting: chinese, taiwaneseCountingThousand: chinese, koreanCounting: chinese },
  ...{ ideographDigital: ideographs, japaneseDigitalTenThousand: ideographs, taiwaneseDigital: ideographs },
  ...{ chineseLegalSimplified: financial, japaneseLegal: financial, ideographLegalTraditional: financial },
  ideographTraditional: round('甲乙丙丁戊己庚辛壬癸'),
  ideographZodiac: round('子丑寅卯辰巳午未申酉戌亥'),
  decimalEnclosedCircle: signs('①', 20),
  decimalEnclosedCircleChinese: signs('①', 20),
  decimalEnclosedParen: signs('⑴', 20),
  decimalEnclosedFullstop: signs('⒈', 20),
  ideographEnclosedCircle: signs('㊀', 10),
  ideographParenthesized: signs('㈠', 10),
  lowerLetter: (number) => letters(number, 'a'),
  upperLetter: (number) => letters(number, 'A'),
  lowerRoman: roman,
  upperRoman: (number) => roman(number).toUpperCase(),
  ...{ none: () => '', bullet: () => '' },
};

/** The number of a list as Word shows it: 3 in 'chineseCounting' as '三'; in plain digits where the format is not known. */
export function listNumber(number: number, format: string): string {
  const write = number >= 1 || format.startsWith('decimal') ? FORMATS[format] : undefined;
  return (write ?? String)(number);
}
