import { readFileSync } from 'node:fs';
import { intakeDraftOf } from '../../src/domain/intake.js';
import {
  type GroupDifference,
  groupDifferences,
  headDifferences,
  type RunningPost,
} from '../../src/domain/plan-comparison-group.js';
import { readPlanText } from '../../src/domain/plan-text/read-plan.js';
import { postOfRole, titleOfMember } from '../../src/domain/posts.js';

const draft = intakeDraftOf(readPlanText(readFileSync('plans/baisha-2020-10.txt', 'utf8')));
const POSTS = [...draft.leadingGroup, ...draft.office].map((member, id): RunningPost => ({
  ...{ id, kind: postOfRole(member.role), title: titleOfMember(member), name: member.name },
}));
type Line = [role: string, name: string, unit: string];
const membersOf = (lines: readonly Line[]) =>
  lines.map(([role, name, unit]) => ({ ...draft.leadingGroup[0]!, role, name, unit }));
const post = (id: number, role: string, name: string | null, unit: string): RunningPost => ({
  ...{ id, kind: postOfRole(role), title: titleOfMember({ role, unit }), name },
});

const succeeded = (
  postId: number,
  kind: RunningPost['kind'],
  [name, title]: [string | null, string],
  [afterName, afterTitle]: [string, string],
): GroupDifference => ({
  ...{ kind: 'post-holder', postId, post: kind },
  ...{ before: { name, title }, after: { name: afterName, title: afterTitle } },
});

const RUNNING = [
  post(1, '组长', '张三', '县长'),
  post(2, '副组长', '李四', '副县长'),
  post(3, '成员', '王五', '县财政局局长'),
  post(4, '成员', null, '县教育局局长'),
];

test('the people of the same document are the same', () => expect(groupDifferences(POSTS, draft)).toEqual([]));

test.each<[string, Line[], GroupDifference[]]>([
  [
    'a successor in a post that is called as it was, and one where it was vacant',
    [
      ['组长', '张三', '县长'],
      ['副组长', '赵六', '副县长'],
      ['成员', '王五', '县财政局局长'],
      ['成员', '钱七', '县教育局 局长'],
    ],
    [
      succeeded(2, 'deputy-leader', ['李四', '副县长'], ['赵六', '副县长']),
      succeeded(4, 'group-member', [null, '县教育局局长'], ['钱七', '县教育局 局长']),
    ],
  ],
  [
    'another head of the group, whatever else they are, and the same person in another office',
    [
      ['组长', '孙八', '县委书记'],
      ['副组长', '李四', '常务副县长'],
      ['成员', '王五', '县财政局局长'],
      ['成员', '周九', '县教育局局长'],
    ],
    [
      succeeded(1, 'group-leader', ['张三', '县长'], ['孙八', '县委书记']),
      { kind: 'post-title', post: 'deputy-leader', name: '李四', before: '副县长', after: '常务副县长' },
      succeeded(4, 'group-member', [null, '县教育局局长'], ['周九', '县教育局局长']),
    ],
  ],
  [
    'members that are new and gone',
    [
      ['组长', '张三', '县长'],
      ['副组长', '李四', '副县长'],
      ['成员', '吴十', '县水务局局长'],
    ],
    [
      { kind: 'post-new', post: 'group-member', title: '县水务局局长', name: '吴十' },
      { kind: 'post-gone', post: 'group-member', title: '县财政局局长', name: '王五' },
      { kind: 'post-gone', post: 'group-member', title: '县教育局局长', name: null },
    ],
  ],
  ['nothing where the document names nobody', [], []],
])('of the leading group: %s', (_, lines, expected) => {
  const office = post(9, '办公室主任', '郑一', '县总工会主席');
  expect(groupDifferences([...RUNNING, office], { leadingGroup: membersOf(lines), office: [] })).toEqual(expected);
});

test('the number and the day of issue are compared; what the document does not say is no difference', () => {
  const plan = { title: draft.title!, docNumber: '白办发〔2020〕10号', issuer: '县委办公室', issuedOn: '2020-05-12' };
  const other = { ...draft, docNumber: '白办发〔2020〕 12号', issuedOn: '2020-07-01', issuer: null };
  expect(headDifferences(plan, other)).toEqual([
    { field: 'docNumber', before: '白办发〔2020〕10号', after: '白办发〔2020〕 12号' },
    { field: 'issuedOn', before: '2020-05-12', after: '2020-07-01' },
  ]);
});
