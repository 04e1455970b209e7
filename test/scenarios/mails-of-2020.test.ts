import { enterAddressees } from '../../src/demonstration/addressees.js';
import { allMails, expectGolden, heardTwice, listOfMails } from '../support/golden.js';
import { closeTestProgram, openTestProgram } from '../support/program.js';

test('all mails of 2020 if nobody acts, nor the office about what waits for it: as they were read and found right', async () => {
  const program = await openTestProgram({ clock: '2020-05-12T08:00+08:00' });
  try {
    await program.storage.write((stores) => enterAddressees(stores, 1, { ...program.clock.now(), actor: '办公室' }));
    await program.runner.moveTo('2020-11-13T01:00:00.000Z');
    const mails = await allMails(program);
    expect(heardTwice(mails)).toEqual([]);
    const units = await program.storage.read((stores) => stores.plans.planUnits(1));
    const names = units.map(({ name }) => name);
    expectGolden('mails-of-2020-nobody-acts.txt', listOfMails(mails, names));
  } finally {
    await closeTestProgram(program);
  }
}, 120_000);
