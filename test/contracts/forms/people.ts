import { importText, SECOND_PLAN } from '../../support/pages.js';
import { type Step } from './step.js';

const LIST =
  '单位\t岗位\t姓名\t邮箱\t办公电话\t任职日期\n县财政局\t联络员\t林小雨\tlinxy@example.cn\t0898-27700123\t2020-06-24';
/** A unit's post of a kind, by the unit's name. */
const postOf = (unit: string, kind: string) =>
  `SELECT p.id FROM post p JOIN unit u ON u.id = p.unit_id WHERE u.name = '${unit}' AND p.kind = '${kind}' AND p.plan_id IS NULL`;

/** A second plan put in force, and everything about who holds which post. */
export const PEOPLE: readonly Step[] = [
  {
    ...{ route: 'POST /plans/:plan/posts/filling', who: 'office', leads: '/plans/:n/people', changes: 'post' },
    before: async ({ server, notes, run }) => {
      notes.set('plan', String(await importText(server.program, SECOND_PLAN)));
      // As a plan that came in before units had posts.
      run('DELETE FROM post WHERE unit_id = (SELECT MAX(id) FROM unit)');
    },
    at: ({ notes }) => `/plans/${notes.get('plan')}/people`,
  },
  {
    ...{ route: 'POST /plans/:id/activation', who: 'office', leads: '/', changes: 'plan' },
    at: ({ notes }) => `/plans/${notes.get('plan')}`,
    fills: (_world, { fields }) => ({ checked: fields.find(({ name }) => name === 'checked')!.options }),
  },
  {
    ...{
      route: 'POST /plans/:plan/posts',
      who: 'office',
      at: '/plans/1/people',
      leads: '/plans/:n/people',
      changes: 'post',
    },
    fills: {
      ...{ kind: 'office-staff', title: '', name: '吴清', mail: 'wuq@example.cn', phone: '0898-27700456' },
      fromOn: '2020-06-20',
    },
  },
  {
    ...{ route: 'POST /units/:unit/aliases', who: 'office', at: '/units/2/people', leads: '/units/:n/people' },
    ...{ fills: { alias: '县民政和社会事务局' }, changes: 'unit_alias' },
  },
  {
    ...{ route: 'POST /units/:unit/aliases/:alias/removal', who: 'office', at: '/units/2/people' },
    ...{ leads: '/units/:n/people', changes: 'unit_alias' },
  },
  {
    ...{ route: 'POST /posts/:post/handover', who: 'office', leads: '/tenures/:n/sheet', changes: 'tenure' },
    at: ({ cell }) => `/posts/${cell(postOf('县民政局', 'liaison'))}/handover`,
    fills: { name: '陈新', mail: 'chenx@example.cn', phone: '0898-27700789', fromOn: '2020-06-24' },
  },
  {
    ...{ route: 'POST /posts/:post/contact', who: 'office', leads: '/units/:n/people', changes: 'contact' },
    at: ({ cell }) => `/posts/${cell(postOf('县民政局', 'liaison'))}/contact`,
    fills: { name: '陈新', mail: 'chenxin@example.cn', phone: '' },
  },
  {
    ...{ route: 'POST /posts/:post/contact', who: 'liaison:县总工会', leads: '/units/:n/people', changes: 'contact' },
    at: ({ cell }) => `/posts/${cell(postOf('县总工会', 'liaison'))}/contact`,
    fills: { mail: 'zonggh@example.cn', phone: '0898-27700001' },
  },
  {
    ...{ route: 'POST /posts/:post/units', who: 'office', at: '/posts/2/units', fills: { units: ['1', '2'] } },
    ...{ leads: '/plans/:n/people', changes: 'post_unit' },
  },
  {
    ...{ route: 'POST /tenures/:tenure/erasure', who: 'admin', at: '/units/16/people', leads: '/units/:n/people' },
    changes: 'contact',
  },
  {
    ...{
      unused: ['table'],
      route: 'POST /contacts/import',
      who: 'office',
      at: '/contacts/import?plan=1',
      leads: 200,
      changes: '',
    },
    fills: { file: [new File([LIST.replaceAll('\t', ',')], '联系人名单.csv', { type: 'text/csv' })], table: '' },
    says: '将要改动',
  },
  {
    ...{
      narrow: ['table'],
      route: 'POST /contacts/import',
      who: 'office',
      at: '/contacts/import?plan=1',
      leads: 200,
      changes: '',
    },
    ...{ fills: { table: LIST }, says: '将要改动' },
  },
  {
    ...{ route: 'POST /contacts/import/confirmation', who: 'office', at: null, leads: '/plans/:n/people' },
    changes: 'tenure',
  },
];
