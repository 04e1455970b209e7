import { type Table } from './foundation.js';

/** The routes of people. */
export const PEOPLE: Table = {};
