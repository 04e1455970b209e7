/** Pages of 人员, by template. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface PeopleViews {}
