import { type Table } from './foundation.js';

/** The routes of instructions. */
export const INSTRUCTIONS: Table = {};
