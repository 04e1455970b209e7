import { importContacts, workOutContacts } from '../../src/acts/import-contacts.js';

import { type ContactRow } from '../../src/domain/contact-rows.js';
import { type Storage, type Stores } from '../../src/storage/doors.js';
import { describeOnEachDatabase, type SmallWorld } from '../support/databases.js';
import { broken, occasion, TODAY, worldWithPosts, takePost } from '../support/posts.js';

describeOnEachDatabase('a list of contacts', (open) => {
  let storage: Storage;
  let small: SmallWorld;
  const write = <T>(work: (stores: Stores) => Promise<T>) => storage.write(work);
  const read = <T>(work: (stores: Stores) => Promise<T>) => storage.read(work);
  const unit = (i: number) => small.units[i]!.id;

  beforeEach(async () => {
    storage = await open();
    small = await worldWithPosts(storage);
  });

  test('a list of contacts is done whole or not at all', async () => {
    await takePost(storage, unit(0), '陈甲', '2020-05-12', 'a@example.cn');
    const row = (n: number, of: string, post: string, name: string, more: Partial<ContactRow> = {}): ContactRow => ({
      ...{ row: n, unit: of, post, name, mail: null, phone: null, fromOn: null },
      ...more,
    });
    const good = [
      row(2, '县委宣传部', '联络员', '陈甲', { phone: '27700000' }),
      row(3, '县公安局', '联络员', '林丁', { mail: 'd@example.cn', fromOn: '2020-06-01' }),
      row(4, '县公安局', '备用联络员', '林丁', { mail: 'd@example.cn' }),
    ];
    const bad = [
      ...good,
      row(5, '没有的局', '联络员', '甲'),
      row(6, '县教育局', '科长', '乙'),
      row(7, '县公安局', '联络员', '丙'),
      row(8, '县教育局', '联络员', '丁', { fromOn: '2020-12-01' }),
    ];
    const worked = await read((stores) => workOutContacts(stores, bad, TODAY));
    expect(worked.faults.map(({ row: at, column, code }) => [at, column, code])).toEqual([
      [5, 'unit', 'unit-unknown'],
      [6, 'post', 'post-unknown'],
      [7, 'post', 'row-twice'],
      [8, 'fromOn', 'tenure-not-yet'],
    ]);
    expect(worked.changes.slice(0, 3).map(({ does }) => does)).toEqual(['correct', 'appoint', 'appoint']);
    expect(await broken(write((stores) => importContacts(stores, bad, occasion)))).toEqual(['list-faults', undefined]);
    expect(await read(({ people }) => people.holdersOf([unit(1)], TODAY))).toEqual([]);
    expect(await write((stores) => importContacts(stores, good, occasion))).toBe(3);
    const held = await read(({ people }) => people.holdersOf([unit(0), unit(1)], TODAY));
    expect(held.map(({ kind, name, mail, phone }) => [kind, name, mail, phone]).sort()).toEqual([
      ['deputy-liaison', '林丁', 'd@example.cn', null],
      ['liaison', '林丁', 'd@example.cn', null],
      ['liaison', '陈甲', 'a@example.cn', '27700000'],
    ]);
    expect(new Set(held.map(({ contactId }) => contactId)).size).toBe(2);
    expect(await write((stores) => importContacts(stores, good, occasion))).toBe(0);
  });
});
