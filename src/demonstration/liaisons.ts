import { type ContactRow } from '../domain/contact-rows.js';
import { type Unit } from '../domain/plan.js';

/** Names of nobody: the liaisons of the demonstration, in the order of the plan's units. */
const NAMES = [
  ...['陈思远', '符丽华', '王海宁', '李文静', '吴建平', '林晓燕', '周志强', '黄美玲'],
  ...['郑国栋', '羊秀芳', '何明辉', '韩雪梅', '邓伟民', '许春燕', '唐少华', '高丽娟'],
  ...['冯永康', '谢婉清', '曾庆云', '蒙小琳', '杜立新', '万秋菊', '钟卫东', '苏雅琴'],
];

const number = (i: number) => String(i + 1).padStart(2, '0');

/** Where the demonstration's mails to a unit go. */
export const demoAddress = (i: number): string => `unit-${number(i)}@baisha.example`;

/** A liaison for each unit; no telephone number of the county begins with a nought. */
export function demoLiaisons(units: readonly Unit[], fromOn: string): ContactRow[] {
  return units.map((unit, i) => ({
    row: i + 2,
    unit: unit.name,
    post: '联络员',
    name: NAMES[i % NAMES.length] ?? '',
    mail: demoAddress(i),
    phone: `0898-000000${number(i)}`,
    fromOn,
  }));
}
