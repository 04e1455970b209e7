import { fillPosts } from '../../src/acts/fill-posts.js';
import { appoint } from '../../src/acts/people.js';
import { RuleBroken } from '../../src/domain/errors.js';
import { type Storage } from '../../src/storage/doors.js';
import { smallWorld, type SmallWorld } from './databases.js';

export const TODAY = '2020-06-24';
export const occasion = { at: '2020-06-24T01:00:00.000Z', today: TODAY, actor: '领导小组办公室' };
/** Somebody who takes a post. */
export const person = (name: string, mail: string | null = null, phone: string | null = null) => ({
  name,
  mail,
  phone,
});

/** The code of the rule that some work breaks with the field it is about, or nothing. */
export const broken = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof RuleBroken ? [error.code, error.facts['field']] : String(error)),
  );

/** A small world whose leading group and units have their posts. */
export async function worldWithPosts(storage: Storage): Promise<SmallWorld> {
  const small = await smallWorld(storage);
  await storage.write(async (stores) => {
    await stores.plans.insertMembers(
      [
        ['组长', '李一', '县委副书记'],
        ['常务副组长', '何二', '县委常委'],
        ['组员', '王三', '县公安局'],
        ['办公室主任', '王三', '县公安局'],
      ].map(([role = '', name = '', of = ''], position) => ({
        ...{ planId: small.plan.id, position, role, name, unit: of },
      })),
    );
    await fillPosts(stores, small.plan.id, occasion);
  });
  return small;
}

/** A post of a unit, by default its liaison's. */
export async function postOfUnit(storage: Storage, unitId: number, kind = 'liaison'): Promise<number> {
  const posts = await storage.read(({ people }) => people.postsOfUnits([unitId]));
  return posts.find((post) => post.kind === kind)!.id;
}

/** Fills a unit's vacant post of liaison. */
export async function takePost(
  storage: Storage,
  unitId: number,
  name: string,
  fromOn: string,
  mail: string | null = null,
): Promise<unknown> {
  const postId = await postOfUnit(storage, unitId);
  return storage.write((stores) => appoint(stores, { postId, person: person(name, mail), fromOn }, occasion));
}
