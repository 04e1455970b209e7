import { type Pager } from '../rendering/views-common.js';

/** '第1—50项，共171项', with the pages before and after where there are any. */
export function pagerOf(page: number, perPage: number, total: number, href: (page: number) => string): Pager {
  const from = (page - 1) * perPage + 1;
  const to = Math.min(total, page * perPage);
  return {
    range: total === 0 ? '' : `第${from}—${to}项，共${total}项`,
    previous: page > 1 ? href(page - 1) : null,
    next: to < total ? href(page + 1) : null,
  };
}
