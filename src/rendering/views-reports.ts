/** Pages of 进展报告, by template. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ReportsViews {}
