import { type PersonRole } from './permissions.js';

/** Who can be chosen in the demonstration. Two clerks, because whoever inspects must not recheck. */
export const DEMO_POSTS: readonly { as: string; role: PersonRole; name: string; hint: string }[] = [
  { as: 'office', role: 'office', name: '领导小组办公室', hint: '看全部，核对、启用、办理、拨动时钟' },
  { as: 'office-2', role: 'office', name: '办公室另一名工作人员', hint: '与上同，便于两人分工' },
  { as: 'leader', role: 'leader', name: '领导', hint: '看全部，只作批示' },
  { as: 'admin', role: 'admin', name: '管理员', hint: '维护系统' },
  { as: 'auditor', role: 'auditor', name: '审计员', hint: '看全部，不操作' },
];
