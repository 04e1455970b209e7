/** FNV-1a over the UTF-16 code units of a text: 32 bits that anybody can compute again. */
function hashOf(seed: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) {
    hash ^= seed.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** mulberry32: numbers from 0 up to 1, always the same ones after the same start. */
function numbersFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * 抽查: `size` ids drawn from a pool by a seed, in ascending order. The pool is sorted, shuffled (Fisher–Yates) with numbers
 * that the seed alone decides, and its first ids are taken: the same pool and seed give the same sample to anybody.
 */
export function drawn(pool: readonly number[], size: number, seed: string): number[] {
  const ids = [...pool].sort((a, b) => a - b);
  const next = numbersFrom(hashOf(seed));
  for (let last = ids.length - 1; last > 0; last--) {
    const at = Math.floor(next() * (last + 1));
    [ids[last], ids[at]] = [ids[at]!, ids[last]!];
  }
  return ids.slice(0, size).sort((a, b) => a - b);
}
