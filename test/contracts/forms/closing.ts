import { type Step } from './step.js';

const at: Step['at'] = ({ notes }) => `/plans/${notes.get('plan')}/closure`;

/** A plan at its end, and once more. */
export const CLOSING: readonly Step[] = [
  {
    ...{ route: 'POST /plans/:id/closure', who: 'office', leads: '/plans/:n', changes: 'closure', says: '方案已于' },
    at,
    fills: { summary: '险情全部排除，物资备足。', checked: ['yes'] },
  },
  {
    ...{ route: 'POST /plans/:id/reopening', who: 'office', leads: '/plans/:n', changes: 'plan' },
    ...{ at, fills: { reason: '汛期延长' }, says: '方案已重新启动' },
  },
];
