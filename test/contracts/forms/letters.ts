import { parkedLetter } from '../../support/letters.js';
import { type Step, type World } from './step.js';

/** A letter from a stranger's address that the program could not place. */
const parked =
  (name: string) =>
  async ({ server, notes }: World): Promise<void> => {
    const id = await server.program.storage.write((stores) => stores.letters.keep(parkedLetter(name)));
    notes.set('letter', String(id));
  };
const at = ({ notes }: World) => `/letters/${notes.get('letter')}`;

/** What the office does with letters. */
export const LETTERS: readonly Step[] = [
  {
    ...{ route: 'POST /letters/:id/unit', who: 'office', before: parked('given'), at, fills: { unit: '3' } },
    ...{ leads: '/letters/:n', changes: 'letter', says: '已存为该单位的草稿' },
  },
  {
    ...{ route: 'POST /letters/:id/dismissal', who: 'office', before: parked('dismissed'), at },
    ...{ fills: { reason: '与方案无关' }, leads: '/letters/:n', changes: 'letter', says: '已记为不采用' },
  },
];
