import { type Table } from './foundation.js';

/** The routes of attachments. */
export const ATTACHMENTS: Table = {};
