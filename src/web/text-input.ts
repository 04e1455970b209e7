import { z } from 'zod';
import { isDay } from '../domain/day.js';

/** What no keyboard types and no reader sees: zero-width and direction marks, soft hyphens. A joiner between emoji stays. */
const UNSEEN = /[\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu;
const STRAY_JOINER = /(?<![\p{Extended_Pictographic}\uFE0F\u{1F3FB}-\u{1F3FF}])\u200D/gu;

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/u;
const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

/** A text without what cannot be seen, with line feeds for line ends and no blanks around it. */
export function cleanText(given: string): string {
  return given.replace(/\r\n?/g, '\n').replace(UNSEEN, '').replace(STRAY_JOINER, '').trim();
}

const lengthOf = (text: string) => [...text].length;

const text = (max: number) =>
  z
    .preprocess((given) => given ?? '', z.string({ error: '请填写文字' }).meta({ maxLength: max }))
    .transform(cleanText)
    .refine((given) => !CONTROL.test(given) && !LONE_SURROGATE.test(given), '含有不能保存的控制字符，请删去后再提交')
    .refine((given) => lengthOf(given) <= max, { error: `请控制在${max}字以内` });

/** Text of several lines, may be empty; characters are counted as a reader counts them. */
export const words = (max: number) => text(max);

/** The same, not empty; `missing` says what is wanted. */
export const wordsNeeded = (max: number, missing: string) => text(max).refine((given) => given !== '', missing);

/** Text of one line: line feeds become blanks. */
export const line = (max: number) => text(max).transform((given) => given.replace(/\s*\n\s*/g, ' '));

/** The same, not empty. */
export const lineNeeded = (max: number, missing: string) =>
  wordsNeeded(max, missing).transform((given) => given.replace(/\s*\n\s*/g, ' '));

const ADDRESS = /^[^\s@<>"',;:()[\]\\]+@[^\s@<>"',;:()[\]\\]+\.[^\s@<>"',;:()[\]\\.]+$/u;

/** A mail address, or null where the field is empty. */
export const mailAddress = line(200)
  .refine((given) => given === '' || ADDRESS.test(given), '应是 name@example.cn 这样的邮箱地址')
  .transform((given) => given || null);

/** An office phone, or null where the field is empty. */
export const phoneNumber = line(40)
  .refine((given) => given === '' || /^[\d\s()（）+\-—转]{3,40}$/u.test(given), '应是电话号码，如 0898-27700000')
  .transform((given) => given || null);

/** A day that is needed. */
export const dayNeeded = (missing: string) =>
  z
    .preprocess((given) => (typeof given === 'string' ? given.trim() : ''), z.string())
    .refine((given) => given !== '', missing)
    .refine(
      (given) => given === '' || (isDay(given) && given > '2000' && given < '2061'),
      '应是 2020-06-30 这样的日期',
    );

/** A day, or null where the field is empty. */
export const dayOrNone = z
  .preprocess((given) => (typeof given === 'string' ? given.trim() : ''), z.string())
  .refine((given) => given === '' || (isDay(given) && given > '2000' && given < '2061'), '应是 2020-06-30 这样的日期')
  .transform((given) => given || null);

/** One of some values; `missing` says what to choose. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T, missing: string) =>
  z.enum(values, { error: missing });

/** Which of some boxes were ticked: none, one or many, as a browser sends them. */
export const ticked = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess(
    (given): unknown[] =>
      given === undefined || given === '' ? [] : Array.isArray(given) ? (given as unknown[]) : [given],
    z.array(z.enum(values, { error: '没有这个选项' })),
  );

/** One of some values, or '' where none is chosen. */
export const oneOfOrNone = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess((given) => given ?? '', z.enum(['', ...values], { error: '没有这个选项' }));

/** Which of some rows were ticked; `needed` says what is wanted where none was, `foreign` what is said of one that is not among them. */
export const rowsTicked = (rows: ReadonlySet<number>, needed: string, foreign: string) =>
  z
    .preprocess(
      (given): unknown[] => (given === undefined || given === '' ? [] : Array.isArray(given) ? given : [given]),
      z.array(z.unknown()).transform((ids) => [...new Set(ids.map(Number))]),
    )
    .refine((ids) => ids.length > 0, needed)
    .refine((ids) => ids.every((id) => rows.has(id)), foreign);

/** A number as it was written, in ASCII figures and never as a float; '' where the field is empty. */
export const decimal = line(30)
  .transform((given) =>
    given
      .replace(/[０-９．－]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
      .replace(/(?<=\d)[,，](?=\d{3})/g, ''),
  )
  .refine((given) => /^(-?\d{1,12}(\.\d{1,4})?)?$/.test(given), '应是数字，如 12 或 3.5');

/** A form of these fields; whatever else is sent is not seen by anybody. */
export const formOf = <T extends z.ZodRawShape>(fields: T) => z.object(fields);

/** The version of the thing that the page showed, guarding against two at once. */
export const version = z.coerce.number({ error: '请刷新页面再试' }).int('请刷新页面再试').min(1).max(2_147_483_647);

/** The key of the page the form stood on; a form without one is done each time it is sent. */
export const formToken = z.preprocess(
  (given) => (typeof given === 'string' && /^[\w-]{16,64}$/.test(given) ? given : null),
  z.string().nullable(),
);

// Far beyond any password that is taken, so that the rule itself says what is wrong.
const LONGEST_SECRET = 1000;

/** A password, taken as it was typed: nothing cleaned, nothing trimmed. */
export const secretNeeded = (missing: string) =>
  z.string({ error: missing }).min(1, missing).max(LONGEST_SECRET, '密码最多128个字');

/** Which of some rows without ids a form is about, counted from 0. */
export const rowPlace = z.coerce
  .number({ error: '请刷新页面再试' })
  .int('请刷新页面再试')
  .min(0, '请刷新页面再试')
  .max(9999, '请刷新页面再试');

/** A document's whole text, of any length and with all its line ends; what no database keeps is left out. '' where none was sent. */
export const documentText = z
  .preprocess((given) => (typeof given === 'string' ? given : ''), z.string())
  .transform((given) => given.replace(/[\u0000-\u0008\u000E-\u001F\u007F\uFFFE\uFFFF]|[\uD800-\uDFFF]/gu, ''));

/** What a form comes to once it was understood. */
export type FormSchema<T> = z.ZodType<T>;
