/** Pages of 牵头单位的措施, by template. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface MeasuresViews {}
