/** Pages of 批示与领导一屏, by template. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface InstructionsViews {}
