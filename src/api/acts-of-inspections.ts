import { z } from 'zod';
import { concludeItem } from '../acts/inspect.js';
import { answerObjection, object, recheck, submitRectification } from '../acts/rectify.js';
import { RuleBroken } from '../domain/errors.js';
import { CLOSE_TESTS, type CloseTest, MOST_FINDINGS } from '../domain/inspections.js';
import { RECTIFICATION } from '../domain/lifecycle.js';
import { dayNeeded, dayOrNone, oneOf, ticked, words, wordsNeeded } from '../web/text-input.js';
import { type Doing, type ItemAct, itemAct, leads, named, pick } from './act.js';
import { type Finding } from './item.js';

const LONGEST = 1000;
const TESTS = ticked(Object.keys(CLOSE_TESTS) as [CloseTest, ...CloseTest[]])
  .optional()
  .describe('销号五项标准');
const FINDING = z.object({
  fact: wordsNeeded(500, '请写明问题事实'),
  standard: wordsNeeded(500, '请写明对照标准'),
  requirement: wordsNeeded(500, '请写明整改要求'),
  dueOn: dayNeeded('请填写整改期限'),
});
const finding = named('整改');

/** 检查验收: what the office concludes of an item that an open batch has drawn. */
const INSPECT = itemAct({
  ...{ act: 'inspect', label: '作出检查结论', by: 'work' },
  takes: {
    conclusion: oneOf(['compliant', 'mostly', 'non-compliant'], '应是 compliant、mostly、non-compliant 之一'),
    fact: wordsNeeded(LONGEST, '请写明检查事实'),
    standard: wordsNeeded(LONGEST, '请写明对照标准'),
    evidence: wordsNeeded(LONGEST, '请写明佐证'),
    unitOpinion: words(LONGEST).optional(),
    tests: TESTS,
    findings: z
      .array(FINDING, { error: '应是问题的列表' })
      .max(MOST_FINDINGS, `一次最多${MOST_FINDINGS}个问题`)
      .optional(),
  },
  isOpen: ({ inspected }) => inspected.some(({ conclusion }) => conclusion === null),
  does: ({ stores, item, person, occasion }, { tests = [], findings = [], unitOpinion = '', ...said }) => {
    const drawn = item.inspected.find(({ conclusion }) => conclusion === null);
    if (!drawn) throw new RuleBroken('not-found', { thing: '待检查的事项' });
    const request = { itemId: drawn.id, version: drawn.version, ...said, unitOpinion, tests, findings, person };
    return concludeItem(stores, request, occasion).catch((error: unknown) => {
      throw inFindings(error);
    });
  },
});

/** A page numbers the fields of its findings ('dueOn-1'); JSON has them in a list ('findings.0.dueOn'). */
function inFindings(error: unknown): unknown {
  if (!(error instanceof RuleBroken) || typeof error.facts['field'] !== 'string') return error;
  const [, name, nth] = /^(\w+)-(\d+)$/.exec(error.facts['field']) ?? [];
  if (name === undefined) return error;
  const field = error.code === 'findings-missing' ? 'findings' : `findings.${Number(nth) - 1}.${name}`;
  return new RuleBroken(error.code, { ...error.facts, field });
}

const canBe = (act: 'submit' | 'pass' | 'fail') => ({
  isOpen: ({ findings }: Doing['item']) => findings.some(({ stage }) => leads(RECTIFICATION, act, stage)),
});

/** What may be objected to, or answered: a finding with or without a word of its unit. */
const objectable = ({ stage, objection }: Finding) => objection === null && leads(RECTIFICATION, 'lift', stage);
const answerable = ({ objection }: Finding) => objection !== null && objection.outcome === null;

function meant({ findings }: Doing['item'], id: number | undefined, fits: (one: Finding) => boolean): Finding {
  const open = findings.filter((one) => (id === undefined ? fits(one) : one.id === id));
  if (open.length > 1) throw new RuleBroken('which-one', { thing: '整改', field: 'finding' });
  if (!open[0]) throw new RuleBroken('not-found', { thing: '整改' });
  return open[0];
}

/** 检查、整改、复查、异议. */
export const INSPECTION_ACTS: ItemAct[] = [
  INSPECT,
  itemAct({
    ...{ act: 'submit-rectification', label: '报送整改情况', by: 'unit', ...canBe('submit') },
    takes: {
      ...{ finding, measures: wordsNeeded(LONGEST, '请写明整改措施'), result: wordsNeeded(LONGEST, '请写明整改结果') },
      lessons: wordsNeeded(LONGEST, '请写明举一反三情况'),
    },
    does: ({ stores, item, person, occasion }, { finding: which, ...said }) => {
      const { id, version } = pick(item.findings, which, RECTIFICATION, 'submit', 'finding');
      return submitRectification(stores, { rectificationId: id, version, person, ...said }, occasion);
    },
  }),
  itemAct({
    ...{ act: 'recheck', label: '复查', by: 'work', ...canBe('pass') },
    takes: {
      ...{ finding, outcome: oneOf(['pass', 'fail'], '应是 pass、fail 之一'), reason: words(LONGEST).optional() },
      ...{ tests: TESTS, dueOn: dayOrNone.optional().describe('未通过时的下一轮期限') },
    },
    does: ({ stores, item, person, occasion }, { finding: which, outcome, reason = '', tests = [], dueOn = null }) => {
      const { id, version } = pick(item.findings, which, RECTIFICATION, outcome, 'finding');
      return recheck(stores, { rectificationId: id, version, outcome, reason, tests, dueOn, person }, occasion);
    },
  }),
  itemAct({
    ...{ act: 'object', label: '提出异议', by: 'unit', isOpen: ({ findings }) => findings.some(objectable) },
    takes: { finding, text: wordsNeeded(LONGEST, '请写明异议内容') },
    does: ({ stores, item, person, occasion }, { finding: which, text }) => {
      const { id } = meant(item, which, objectable);
      return object(stores, { rectificationId: id, person, text }, occasion);
    },
  }),
  itemAct({
    ...{ act: 'answer-objection', label: '答复异议', by: 'work', isOpen: ({ findings }) => findings.some(answerable) },
    takes: {
      ...{ finding, outcome: oneOf(['upheld', 'rejected'], '应是 upheld、rejected 之一') },
      answer: wordsNeeded(LONGEST, '请写明答复'),
    },
    does: ({ stores, item, person, occasion }, { finding: which, outcome, answer }) => {
      const { objection } = meant(item, which, answerable);
      if (!objection) throw new RuleBroken('not-found', { thing: '异议' });
      const given = { objectionId: objection.id, version: objection.version, outcome, answer, person };
      return answerObjection(stores, given, occasion);
    },
  }),
];
