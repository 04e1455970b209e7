import { type Answers, LOGIN, type Table } from './foundation.js';

const runs = (answer: string): Answers => [LOGIN, answer, '403', answer, '403', '403', '403'];

/** The routes of intakes, for whoever runs plans; none is open in this world. */
export const INTAKES: Table = {
  'GET /intakes': { address: '/intakes', answers: runs('200') },
  'GET /intakes/template': { address: '/intakes/template', answers: runs('200') },
  'GET /intakes/:id': { address: '/intakes/1', answers: runs('404') },
  'GET /intakes/:id/preview': { address: '/intakes/1/preview', answers: runs('404') },
  'GET /intakes/:id/comparison': { address: '/intakes/1/comparison?plan=1', answers: runs('404') },
  'POST /intakes': { address: '/intakes', fields: { text: '' }, answers: runs('422') },
  'POST /intakes/:id/acts': {
    address: '/intakes/1/acts',
    fields: { act: 'phasing', version: '1' },
    answers: runs('404'),
  },
  'POST /intakes/:id/activation': { address: '/intakes/1/activation', fields: { version: '1' }, answers: runs('404') },
  'POST /intakes/:id/dropping': { address: '/intakes/1/dropping', fields: { version: '1' }, answers: runs('404') },
};
