import { type Table } from './foundation.js';

/** The routes of history. */
export const HISTORY: Table = {};
