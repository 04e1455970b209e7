import { type Table } from './foundation.js';

/** The routes of extensions. */
export const EXTENSIONS: Table = {};
