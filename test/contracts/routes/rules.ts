import { DEFAULT_RULES } from '../../../src/domain/rules.js';
import { RULE_NAMES, ruleText } from '../../../src/domain/rule-fields.js';
import { type Answers, LOGIN, SEES_ALL, type Table } from './foundation.js';

const defaults = Object.fromEntries(RULE_NAMES.map((name) => [name, ruleText(name, DEFAULT_RULES)]));

const KEEPS_CALENDAR: Answers = [LOGIN, '409', '403', '409', '403', '403', '403'];

/** The routes of rules, the office's alone, and of what they bring about. */
export const RULES: Table = {
  'GET /holidays': { address: '/holidays?year=2027', answers: SEES_ALL },
  // Of a page that was never seen: nothing is changed.
  'POST /holidays/days': {
    address: '/holidays/days',
    fields: {
      day: '2027-04-09',
      kind: 'rest',
      name: '三月三',
      source: '省里通知',
      year: '2027',
      seen: '',
      intent: 'save',
    },
    answers: KEEPS_CALENDAR,
  },
  'POST /holidays/imports': {
    address: '/holidays/imports',
    fields: { text: '2027-04-09 休 三月三', source: '省里通知', year: '2027', seen: '', intent: 'save' },
    answers: KEEPS_CALENDAR,
  },
  'GET /plans/:plan/forecast': { address: '/plans/1/forecast?unit=1', answers: SEES_ALL },
  'GET /plans/:plan/rules': { address: '/plans/1/rules', answers: [LOGIN, '200', '403', '403', '403', '403', '403'] },
  // What it is already need not be saved.
  'POST /plans/:plan/rules': {
    address: '/plans/1/rules',
    fields: { ...defaults, version: '2', intent: 'save', reason: '' },
    answers: [LOGIN, '422', '403', '403', '403', '403', '403'],
  },
};
