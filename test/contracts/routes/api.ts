import { type Table } from './foundation.js';

/** The routes of api. */
export const API: Table = {};
