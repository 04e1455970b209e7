import { type Answers, LOGIN, type Table } from './foundation.js';

const READS_HISTORY: Answers = [LOGIN, '200', '403', '200', '200', '403', '403'];

/** The routes of history. */
export const HISTORY: Table = {
  'GET /history': { address: '/history?act=import&from=2020-05-12&who=办公室', answers: READS_HISTORY },
  'GET /history.csv': { address: '/history.csv', answers: READS_HISTORY },
};
