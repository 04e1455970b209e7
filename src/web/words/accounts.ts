import { type Catalogue } from '../said.js';

/** Broken rules, by code. */
export const CODES: Catalogue = {};

/** What is said on the page after an act, by the code in its address. */
export const NOTICES: Readonly<Record<string, string>> = {};

/** Acts of the history, in the office's words. */
export const ACTS: Readonly<Record<string, string>> = {};
