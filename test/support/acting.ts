import { momentAt } from '../../src/clock.js';
import { type Person, type PersonRole } from '../../src/domain/permissions.js';

/** An occasion of a day’s morning. */
export const on = (day: string, actor = '测试') => ({ ...momentAt(day, '09:00'), actor });
/** Somebody who acts; `items` narrows them to a mail’s link. */
export const person = (role: PersonRole, unitId: number | null = null, items: number[] | null = null): Person => ({
  ...{ role, name: role === 'leader' ? '王副组长' : '某某', unitId, accountId: 1, contactId: null, items },
});

/** What an act is rejected with that breaks a rule. */
export const broken = (code: string): unknown => expect.objectContaining({ code });
