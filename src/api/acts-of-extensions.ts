import { decideExtension } from '../acts/decide-extension.js';
import { requestExtension, withdrawExtension } from '../acts/request-extension.js';
import { whyNotAsk } from '../domain/extensions.js';
import { EXTENSION } from '../domain/lifecycle.js';
import { leadersOf, mustLead } from '../web/leaders.js';
import { dayNeeded, dayOrNone, line, lineNeeded, words, wordsNeeded } from '../web/text-input.js';
import { type Doing, type ItemAct, itemAct, leads, named, pick } from './act.js';

const LONGEST = 500;
const extension = named('延期申请');

/** What the office decides of a request, or enters for a deputy leader. */
async function decide(
  { stores, item, calendar, occasion }: Doing,
  act: 'grant' | 'endorse' | 'refuse',
  id: number | undefined,
  said: { grantedDay?: string | null; opinion?: string; deputyName?: string; reason?: string },
) {
  const asked = pick(item.extensions, id, EXTENSION, act, 'extension');
  const leaders = await leadersOf(stores, asked.planId, occasion.today);
  mustLead(
    leaders.filter(({ isDeputy }) => isDeputy),
    said.deputyName ?? '',
    'deputyName',
  );
  const words = { grantedDay: null, opinion: '', deputyName: '', reason: '', ...said };
  const decision = { extensionId: asked.id, version: asked.version, act, ...words };
  return decideExtension(stores, decision, calendar, occasion);
}

const canBe = (act: 'grant' | 'endorse' | 'refuse' | 'withdraw') => ({
  isOpen: ({ extensions }: Doing['item']) => extensions.some(({ stage }) => leads(EXTENSION, act, stage)),
});

/** 延期: a unit asks for more time and takes that back; the office grants, passes on or refuses. */
export const EXTENSION_ACTS: ItemAct[] = [
  itemAct({
    ...{ act: 'request-extension', label: '申请延期', by: 'unit' },
    takes: {
      reason: wordsNeeded(LONGEST, '请写明延期理由'),
      progress: wordsNeeded(LONGEST, '请写明已有进展'),
      askedDay: dayNeeded('请填写申请延至哪一天'),
    },
    isOpen: ({ assignment, extensions, world }) => whyNotAsk(assignment, extensions, world.today, world) === null,
    does: ({ stores, item: { assignment }, person, calendar, occasion }, given) => {
      const request = { assignmentId: assignment.id, version: assignment.version, person, ...given };
      return requestExtension(stores, request, calendar, occasion);
    },
  }),
  itemAct({
    ...{ act: 'withdraw-extension', label: '撤回延期申请', by: 'unit', takes: { extension }, ...canBe('withdraw') },
    does: ({ stores, item, person, occasion }, given) => {
      const { id, version } = pick(item.extensions, given.extension, EXTENSION, 'withdraw', 'extension');
      return withdrawExtension(stores, { extensionId: id, version, person }, occasion);
    },
  }),
  itemAct({
    ...{ act: 'grant-extension', label: '同意延期', by: 'work', ...canBe('grant') },
    takes: {
      ...{ extension, grantedDay: dayOrNone.optional().describe('不填：同申请的日期') },
      ...{ opinion: words(LONGEST).optional(), deputyName: line(40).optional(), reason: words(LONGEST).optional() },
    },
    does: (doing, { extension: id, grantedDay = null, opinion = '', deputyName = '', reason = '' }) =>
      decide(doing, 'grant', id, { grantedDay, opinion, deputyName, reason }),
  }),
  itemAct({
    ...{ act: 'endorse-extension', label: '报副组长审批', by: 'work', ...canBe('endorse') },
    takes: {
      ...{ extension, opinion: wordsNeeded(LONGEST, '请写明办公室意见') },
      deputyName: lineNeeded(40, '请写明报哪位副组长'),
    },
    does: (doing, { extension: id, ...said }) => decide(doing, 'endorse', id, said),
  }),
  itemAct({
    ...{ act: 'refuse-extension', label: '不同意延期', by: 'work', ...canBe('refuse') },
    takes: {
      ...{ extension, reason: wordsNeeded(LONGEST, '请写明不同意的理由') },
      ...{ opinion: words(LONGEST).optional(), deputyName: line(40).optional() },
    },
    does: (doing, { extension: id, reason, opinion = '', deputyName = '' }) =>
      decide(doing, 'refuse', id, { reason, opinion, deputyName }),
  }),
];
