/** Pages of 检查验收与整改, by template. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface InspectionsViews {}
