/** A rule of the field or of the program was broken: a code with its facts; the words live in one catalogue. */
export class RuleBroken extends Error {
  constructor(
    readonly code: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = 'RuleBroken';
  }
}
