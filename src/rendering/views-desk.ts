/** Pages of 今天要办、审核、催办, by template. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface DeskViews {}
