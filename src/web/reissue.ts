import { z } from 'zod';
import { type FieldSpec, type Typed } from './forms.js';
import { chosen, rowId } from './input.js';

const FROM = z.object({ intake: chosen(rowId).catch(undefined) });

/** The document issued again whose comparison leads to a form, to go back to; whatever else stands there is none. */
export const reissueOf = (sent: Typed): number | null => FROM.parse(sent).intake ?? null;

/** The field that carries it on. */
export const reissueField = (intake: number | null): FieldSpec[] =>
  intake === null ? [] : [{ name: 'intake', label: '导入稿', kind: 'hidden', value: String(intake) }];
