import { momentOf } from '../clock.js';
import { longDay } from '../domain/day.js';
import { type ShownOnceView } from '../rendering/views-accounts.js';
import { paths } from '../web/paths.js';

/** A new API token, shown once. */
export function tokenView(made: { token: string; name: string; expiresAt: string }): Omit<ShownOnceView, 'frame'> {
  return {
    title: '访问令牌已建立',
    lead: '令牌只在这里显示一次，请现在复制到要用它的程序里；离开本页后谁也看不到，丢失了就停用它，另建一个。',
    value: made.token,
    facts: [
      { term: '用途', value: made.name, href: null },
      { term: '有效期至', value: untilWords(made.expiresAt), href: null },
      { term: '用法', value: '请求头 Authorization: Bearer 令牌，只用于 /api/ 开头的地址', href: null },
    ],
    back: { label: '已复制，回我的账号', href: paths.account() },
  };
}

/** A link to hand over, shown once. */
export function handedLinkView(made: {
  id: number;
  name: string;
  login: string;
  link: string;
  expiresAt: string;
}): Omit<ShownOnceView, 'frame'> {
  return {
    title: `请把链接转交${made.name}`,
    lead: '链接只在这里显示一次，请当面、电话或用单位内部工具交给本人，不要群发。本人打开后自己设置密码；用过一次即失效。',
    value: made.link,
    facts: [
      { term: '登录名', value: made.login, href: null },
      { term: '有效期至', value: untilWords(made.expiresAt), href: null },
    ],
    back: { label: '已转交，回账号页', href: paths.accountOf(made.id) },
  };
}

/** '2020年6月24日 08:30'. */
function untilWords(at: string): string {
  const { today, time } = momentOf(at);
  return `${longDay(today)} ${time}`;
}
