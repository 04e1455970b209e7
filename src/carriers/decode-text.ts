/** A text file's characters: UTF-8, UTF-16 with its mark, or the encoding of older Chinese offices; null for what is none of them. */
export function decodeText(bytes: Buffer): string | null {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  const text = wide ? decode(bytes, wide) : (decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030'));
  return text?.includes('\0') ? null : text;
}

function decode(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
