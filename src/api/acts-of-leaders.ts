import { chaseUnits } from '../acts/chase.js';
import { answerInstruction, decideInstruction, giveInstruction } from '../acts/instruct.js';
import { RuleBroken } from '../domain/errors.js';
import { INSTRUCTION } from '../domain/lifecycle.js';
import { WITH_UNIT } from '../domain/standing.js';
import { leadersOf, mustLead } from '../web/leaders.js';
import { dayNeeded, line, words, wordsNeeded } from '../web/text-input.js';
import { type ItemAct, itemAct, leads, named, pick } from './act.js';

const instruction = named('批示');

/** 批示 about an item, its answer, and how the office ends it. */
export const INSTRUCTION_ACTS: ItemAct[] = [
  itemAct({
    ...{ act: 'instruct', label: '批示', by: 'instruct', isOpen: ({ world }) => world.plan.state === 'running' },
    takes: {
      text: wordsNeeded(500, '请写明批示内容'),
      dueOn: dayNeeded('请填写办理期限'),
      leaderName: line(40).optional().describe('由办公室代录时写明哪位领导'),
    },
    does: async ({ stores, item: { assignment }, person, occasion }, { text, dueOn, leaderName = '' }) => {
      const { id, planId, unitId } = assignment;
      if (person.role !== 'leader') mustLead(await leadersOf(stores, planId, occasion.today), leaderName, 'leaderName');
      return giveInstruction(stores, { planId, leaderName, text, assignmentId: id, unitId, dueOn, person }, occasion);
    },
  }),
  itemAct({
    ...{ act: 'answer-instruction', label: '报批示办理情况', by: 'unit' },
    takes: { instruction, answer: wordsNeeded(1000, '请写明办理情况') },
    isOpen: ({ instructions }) => instructions.some(({ stage }) => leads(INSTRUCTION, 'answer', stage)),
    does: ({ stores, item, person, occasion }, given) => {
      const { id, version } = pick(item.instructions, given.instruction, INSTRUCTION, 'answer', 'instruction');
      return answerInstruction(stores, { instructionId: id, version, person, answer: given.answer }, occasion);
    },
  }),
  ...(['finish', 'continue'] as const).map((act) =>
    itemAct({
      ...{ act: `${act}-instruction`, label: act === 'finish' ? '批示办结' : '批示请继续办理', by: 'work' },
      takes: {
        instruction,
        reason: act === 'finish' ? words(500).optional() : wordsNeeded(500, '请写明要继续办理什么'),
      },
      isOpen: ({ instructions }) => instructions.some(({ stage }) => leads(INSTRUCTION, act, stage)),
      does: ({ stores, item, occasion }, given) => {
        const { id, version } = pick(item.instructions, given.instruction, INSTRUCTION, act, 'instruction');
        return decideInstruction(stores, { instructionId: id, version, act, reason: given.reason ?? '' }, occasion);
      },
    }),
  ),
];

/** 催办 by hand of the unit of an item, over all that it owes: one mail a working day at most. */
export const CHASE: ItemAct = itemAct({
  ...{ act: 'chase', label: '催办', by: 'work' },
  takes: { text: wordsNeeded(500, '请写明催办内容') },
  isOpen: ({ assignment, world }) => WITH_UNIT.includes(assignment.stage) && assignment.opensOn <= world.today,
  does: async ({ stores, item: { assignment }, person, calendar, occasion }, { text }) => {
    const request = { planId: assignment.planId, unitIds: [assignment.unitId], text, person };
    const { skipped } = await chaseUnits(stores, request, calendar, occasion);
    if (skipped[0]) throw new RuleBroken('not-chased', { why: skipped[0].why });
  },
});
