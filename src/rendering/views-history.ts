/** Pages of 留痕, by template. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface HistoryViews {}
