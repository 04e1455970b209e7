/** Pages of 延期, by template. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ExtensionsViews {}
