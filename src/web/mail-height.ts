/** The heights of what a mail is made of, and how many signs stand in a line of its opening. */
const PX = { frame: 480, line: 28, heading: 50, item: 94 } as const;
const SIGNS_IN_LINE = 36;

/** How high a mail stands in its page, by its text: a mail may tell of more than it was made for, and names each item's address once. */
export function heightOfMail(text: string): number {
  const [opening = ''] = text.split(/\n── |\n.*：https?:/);
  const lines = opening.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / SIGNS_IN_LINE), 0);
  const count = (what: RegExp) => text.match(what)?.length ?? 0;
  return PX.frame + PX.line * lines + PX.heading * count(/^── /gm) + PX.item * count(/\?item=\d+$/gm);
}
