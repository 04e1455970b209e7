import { type Answers, LOGIN, type Table } from './foundation.js';

const office = (answer: string): Answers => [LOGIN, answer, '403', '403', '403', '403', '403'];

/** The routes of letters, the office's alone; none has come in this world. */
export const LETTERS: Table = {
  'GET /letters': { address: '/letters', answers: office('200') },
  'GET /letters/:id': { address: '/letters/1', answers: office('404') },
  'POST /letters/:id/unit': { address: '/letters/1/unit', fields: { unit: '1', version: '1' }, answers: office('404') },
  'POST /letters/:id/dismissal': {
    address: '/letters/1/dismissal',
    fields: { reason: '与方案无关', version: '1' },
    answers: office('404'),
  },
};
