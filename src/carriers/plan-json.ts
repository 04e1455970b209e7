import { z } from 'zod';
import { isDay } from '../domain/day.js';
import { RuleBroken } from '../domain/errors.js';
import { PLAN_FORMAT, type PlanDocument } from '../domain/plan-document.js';
import { readRule, RULE_NAMES, ruleText } from '../domain/rule-fields.js';
import { DEFAULT_RULES } from '../domain/rules.js';
import { decodeText } from './decode-text.js';
import { MOST_CHARACTERS } from './limits.js';

const line = z.string().max(500);
const day = z.string().refine(isDay);
const place = z.number().int().min(0);
const source = z.strictObject({ start: place, end: place }).refine(({ start, end }) => start <= end);
const clause = { number: line, title: line.min(1), text: z.string().max(MOST_CHARACTERS), source };
const name = line.min(1);

/** Rules as the page of rules would keep them. */
const rules = z.record(z.string(), z.unknown()).refine((given) =>
  Object.entries(given).every(([name, value]) => {
    const rule = RULE_NAMES.find((one) => one === name);
    const read = rule && readRule(rule, ruleText(rule, { ...DEFAULT_RULES, [rule]: value }));
    return read && 'value' in read && JSON.stringify(read.value) === JSON.stringify(value);
  }),
);

const DUTY = z.strictObject({ unit: name, role: z.enum(['lead', 'responsible']), isPrimary: z.boolean(), source });
const FINDING = z.strictObject({
  ...{ code: z.string().regex(/^[a-z-]{1,40}$/), message: line, names: z.array(line).max(100), source },
  state: z.enum(['open', 'confirmed', 'dismissed']),
});
const DOCUMENT = z
  .strictObject({
    format: z.literal(PLAN_FORMAT),
    head: z.strictObject({
      title: name,
      docNumber: line.nullable(),
      issuer: line.nullable(),
      issuedOn: day.nullable(),
    }),
    text: z.string().max(MOST_CHARACTERS),
    phases: z
      .array(z.strictObject({ ...clause, startsOn: day, dueOn: day, outcomes: z.array(line).max(100) }))
      .min(1)
      .max(100),
    measures: z
      .array(z.strictObject({ ...clause, dueOn: day.nullable(), duties: z.array(DUTY).max(500) }))
      .min(1)
      .max(5000),
    units: z
      .array(z.strictObject({ name, aliases: z.array(name).max(100) }))
      .min(1)
      .max(5000),
    members: z.array(z.strictObject({ role: line, name, unit: line })).max(1000),
    findings: z.array(FINDING).max(5000),
    rules,
  })
  .superRefine((document, context) => {
    const fault = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
    const names = document.units.map((unit) => unit.name);
    if (new Set(names).size < names.length) fault(['units'], '有重名的单位');
    document.phases.forEach(({ startsOn, dueOn }, i) => startsOn > dueOn && fault(['phases', i], '到期早于开始'));
    document.measures.forEach(({ duties }, i) =>
      duties.forEach(
        ({ unit }, at) => names.includes(unit) || fault(['measures', i, 'duties', at, 'unit'], '单位不在名单中'),
      ),
    );
    const { measures, phases, findings, text } = document;
    const sources = [...measures, ...phases, ...findings, ...measures.flatMap(({ duties }) => duties)];
    if (sources.some(({ source: { end } }) => end > text.length)) fault(['text'], '有的出处在正文之外');
  });

/**
 * The plan that a JSON file exported from Luoshi holds, seen to be whole. Throws `RuleBroken('carrier-json')` with the place in
 * it that is wrong.
 */
export function planOfJson(bytes: Buffer, file: string): PlanDocument {
  const read = DOCUMENT.safeParse(jsonOf(bytes));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new RuleBroken('carrier-json', { name: file, place: issue?.path.map(String).join('.') || '整个文件' });
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(decodeText(bytes)?.replace(/^\ufeff/, '') ?? '') as unknown;
  } catch {
    return undefined;
  }
}
