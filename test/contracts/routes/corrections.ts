import { type Table } from './foundation.js';

/** The routes of corrections. */
export const CORRECTIONS: Table = {};
