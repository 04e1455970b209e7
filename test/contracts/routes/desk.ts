import { type Table } from './foundation.js';

/** The routes of desk. */
export const DESK: Table = {};
