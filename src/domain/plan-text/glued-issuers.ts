import { type Source } from '../plan.js';
import { type DraftFinding } from './plan-draft.js';
import { withoutBlanks } from './words.js';

/** '龙江市', '龙江市' again behind a body's end: the place that the first issuer's name begins with. */
const PLACE = /^(?:中共|共青团)?(\p{Script=Han}{0,10}?[省市县区州旗镇乡])/u;
const BODY = '[局委办会部厅院署室府司队站]';

/** One doubt where the issuer's name looks like several bodies' without a sign between them. */
export function gluedIssuers(issuer: string | null, source: Source | null): DraftFinding[] {
  const name = withoutBlanks(issuer ?? '');
  const place = PLACE.exec(name)?.[1];
  if (place === undefined || !new RegExp(`${BODY}(?:中共|共青团|国网)?${place}`, 'u').test(name)) return [];
  return [
    {
      code: 'issuers-glued',
      message: `发文机关“${name}”像是几个单位的名称连在一起，请核对并用顿号分开。`,
      names: [name],
      source: source ?? { start: 0, end: 0 },
    },
  ];
}
