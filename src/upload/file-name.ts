const LONGEST_NAME = 200;
/** Far beyond any name; what is longer is read from its end, where the ending stands. */
const LONGEST_GIVEN = 1000;

/** What a name cannot bring along: controls, what cannot be seen or turns the reading round, and what no file system takes. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029"*:<>?|]/gu;

/** The name of an uploaded file as it is kept and given back: no path, nothing unseen, at most 200 bytes with its ending whole. */
export function cleanName(given: string): string {
  const last = given.slice(-LONGEST_GIVEN).normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const name = last
    .replace(UNWANTED, '')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  const ending = endingOf(last) === '' ? '' : `.${endingOf(last)}`;
  const stem = ending !== '' && name.toLowerCase().endsWith(ending) ? name.slice(0, -ending.length) : name;
  const bare = stem.trim() === '' || `.${stem.toLowerCase()}` === ending ? '附件' : stem.trim();
  return cut(bare, LONGEST_NAME - Buffer.byteLength(ending)) + ending;
}

/** The ending of a name in small letters without its dot; '' where it has none of the usual length. */
export function endingOf(name: string): string {
  return (/\.([a-z0-9]{1,8})\s*$/i.exec(name)?.[1] ?? '').toLowerCase();
}

/** A text cut to so many bytes, never within a character. */
function cut(text: string, most: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    kept += character;
  }
  return kept.trimEnd();
}
