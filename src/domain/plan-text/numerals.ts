const DIGITS = '〇一二三四五六七八九';
const UNITS: Record<string, number> = { 十: 10, 百: 100 };

/** The value of a numeral written 12, 十二 or 二〇二〇; NaN where it is none. */
export function numeral(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  const han = written.replace(/[零○]/g, '〇');
  return /[十百]/.test(han) ? counted(han) : spelled(han);
}

/** 一百二十三: each digit counts as often as the unit behind it says. */
function counted(han: string): number {
  let sum = 0;
  let digit = 0;
  for (const sign of han) {
    const unit = UNITS[sign];
    if (unit === undefined) digit = DIGITS.indexOf(sign);
    else {
      sum += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
    if (digit < 0) return NaN;
  }
  return sum + digit;
}

/** 二〇二〇: digit by digit. */
function spelled(han: string): number {
  const digits = [...han].map((sign) => DIGITS.indexOf(sign));
  return digits.length === 0 || digits.includes(-1) ? NaN : Number(digits.join(''));
}
