import { CONNECTIONS } from '../../src/mail/smtp.js';
import { letLoose } from '../support/chaos.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { queueNotices } from '../support/posting.js';

/** Each costs the start of a process; two hundred need minutes: CHAOS_KILLS=200 npm run jest -- test/mail/chaos. */
const KILLS = Number(process.env['CHAOS_KILLS'] ?? 16);

describeOnEachDatabase('Mails whose couriers are killed while they leave', (open, place) => {
  const storm = async (asked: { kills: number; mails: number; hasArchive: boolean }) => {
    const storage = await open();
    await queueNotices(storage, asked.mails);
    return letLoose({ place: place(), storage, workers: 2, ...asked });
  };

  test(`all arrive after ${KILLS} kills; none twice that is not counted as a doubt`, async () => {
    const { kills, midway, twice, ...left } = await storm({ kills: KILLS, mails: 10 * KILLS, hasArchive: false });
    // The last mails may have left before the last courier is killed.
    expect(midway).toBeGreaterThanOrEqual(0.9 * KILLS);
    expect(twice).toBeLessThanOrEqual(CONNECTIONS * kills);
    expect(left).toMatchObject({ mails: 10 * KILLS, lost: 0, unflagged: 0, astray: 0 });
  }, 900_000);

  test('none arrives twice where somebody says which have arrived', async () => {
    const { kills, midway, ...left } = await storm({ kills: 10, mails: 100, hasArchive: true });
    expect(midway).toBeGreaterThanOrEqual(kills / 2);
    expect(left).toMatchObject({ mails: 100, lost: 0, twice: 0, doubted: 0, astray: 0 });
  }, 300_000);
});
