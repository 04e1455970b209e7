import { type PostKind } from '../../src/domain/posts.js';
import { type Storage } from '../../src/storage/doors.js';
import { type SmallWorld } from './databases.js';

/** The posts of leaders in the small world, by who they are. */
export interface Leaders {
  supervisor: number;
  head: number;
  deputy: number;
  leader: number;
}

/** The leaders of a small world: the first two units have a head, the first a supervising leader, too; a deputy leader looks after all. */
export async function withLeaders(storage: Storage, { plan, units }: SmallWorld): Promise<Leaders> {
  const [first, second] = units;
  const given: [PostKind, number | null, string, string][] = [
    ['unit-supervisor', first?.id ?? 0, '', 'supervisor@example.com'],
    ['unit-head', first?.id ?? 0, '', 'head@example.com'],
    ['unit-head', second?.id ?? 0, '', 'second-head@example.com'],
    ['deputy-leader', null, '县政府副县长', 'deputy@example.com'],
    ['group-leader', null, '', 'leader@example.com'],
  ];
  return storage.write(async ({ people }) => {
    const posts = await people.insertPosts(
      given.map(([kind, unitId, title], i) => ({
        ...{ kind, unitId, title, planId: unitId === null ? plan.id : null, position: i + 1 },
      })),
    );
    const contacts = await people.insertContacts(
      given.map(([kind, , , mail]) => ({ name: kind, mail, phone: null, version: 1 })),
    );
    await people.insertTenures(
      posts.map((postId, i) => ({
        ...{ postId, contactId: contacts[i] ?? 0, fromOn: '2020-05-12', untilOn: null, version: 1 },
      })),
    );
    const [supervisor = 0, head = 0, , deputy = 0, leader = 0] = posts;
    await people.setUnitsOf(
      deputy,
      units.map(({ id }) => id),
    );
    return { supervisor, head, deputy, leader };
  });
}
