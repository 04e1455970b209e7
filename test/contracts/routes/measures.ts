import { type Table } from './foundation.js';

/** The routes of measures. */
export const MEASURES: Table = {};
