import { type Table } from './foundation.js';

/** The routes of reports. */
export const REPORTS: Table = {};
