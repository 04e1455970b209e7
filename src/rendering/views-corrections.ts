/** Pages of 更正方案, by template. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface CorrectionsViews {}
