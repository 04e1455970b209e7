import { type Table } from './foundation.js';

/** The routes of accounts. */
export const ACCOUNTS: Table = {};
