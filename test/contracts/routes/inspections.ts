import { type Table } from './foundation.js';

/** The routes of inspections. */
export const INSPECTIONS: Table = {};
