import { shortDay } from '../domain/day.js';
import { type Person } from '../domain/permissions.js';
import { type Holding, maskedPhone, seesPhone } from '../domain/posts.js';
import { type HolderCells } from '../rendering/views-people.js';

/** Somebody in a post as a table shows them to a person; what is not known is said so. */
export function holderCells(holder: Holding | null, me: Person): HolderCells {
  if (!holder) return { name: '空缺', held: false, since: '', mail: '', phone: '' };
  const { name, phone, fromOn } = holder;
  const shown = phone === null ? '未登记' : seesPhone(me, holder) ? phone : maskedPhone(phone);
  return { name, held: true, since: fromOn, mail: mailOf(holder), phone: shown };
}

/** An address that a server refused is still shown: whoever corrects it must see what is wrong with it. */
const mailOf = ({ mail, bouncedOn }: Holding) =>
  mail === null ? '未登记' : bouncedOn === null ? mail : `${mail}（退信，请更正）`;

/** '5月12日至6月19日' of a tenure, as a list of those who held a post says it. */
export function daysOf({ fromOn, untilOn }: Pick<Holding, 'fromOn' | 'untilOn'>, today: string): string {
  return untilOn === null ? `${shortDay(fromOn, today)}起` : `${shortDay(fromOn, today)}至${shortDay(untilOn, today)}`;
}
