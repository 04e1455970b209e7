import { DEFAULT_RULES } from '../../../src/domain/rules.js';
import { RULE_NAMES, ruleText } from '../../../src/domain/rule-fields.js';
import { LOGIN, SEES_ALL, type Table } from './foundation.js';

const defaults = Object.fromEntries(RULE_NAMES.map((name) => [name, ruleText(name, DEFAULT_RULES)]));

/** The routes of rules, the office's alone, and of what they bring about. */
export const RULES: Table = {
  'GET /plans/:plan/forecast': { address: '/plans/1/forecast?unit=1', answers: SEES_ALL },
  'GET /plans/:plan/rules': { address: '/plans/1/rules', answers: [LOGIN, '200', '403', '403', '403', '403', '403'] },
  // What it is already need not be saved.
  'POST /plans/:plan/rules': {
    address: '/plans/1/rules',
    fields: { ...defaults, version: '2', intent: 'save', reason: '' },
    answers: [LOGIN, '422', '403', '403', '403', '403', '403'],
  },
};
