import { type NameRead } from '../domain/intake-names.js';
import { type IntakeName } from '../rendering/views-intakes.js';
import { nameFields } from './intake.forms.js';
import { type Forms, type IntakeFacts } from './intake.views.js';

/** Every name that is given work, with the unit it will be and a form to say otherwise. */
export function nameViews({ names, units, intake }: IntakeFacts, forms: Forms): IntakeName[] {
  return names.map((read, place) => {
    const specs = nameFields(read.name, intake.version, optionsFor(read, units), chosenOf(read));
    return {
      ...{ id: `n-${place}`, name: read.name, count: `${read.count}项措施`, stands: standsFor(read, units) },
      isDoubtful: read.isDoubtful,
      form: forms.edit('names', read.name, read.isDoubtful ? '核对' : '修改', specs, { place }),
    };
  });
}

function chosenOf({ by, unitId, isDoubtful }: NameRead): string {
  if (isDoubtful) return '';
  return unitId === null || by === 'new' ? 'new' : String(unitId);
}

function optionsFor({ kind, by, unitId, perhaps }: NameRead, units: ReadonlyMap<number, string>) {
  const known = [...new Set([...(unitId === null ? [] : [unitId]), ...perhaps])];
  return [
    ...known.map((id) => ({ value: String(id), label: `即“${units.get(id) ?? ''}”` })),
    // A name that a unit bears already is no other unit's.
    ...(by === 'name' || by === 'alias'
      ? []
      : [{ value: 'new', label: kind === 'one' ? '是一个新单位' : '就按一个收件单位对待' }]),
    { value: 'drop', label: '从各项措施中删去' },
  ];
}

function standsFor({ name, kind, by, unitId, isDoubtful }: NameRead, units: ReadonlyMap<number, string>): string {
  if (isDoubtful) return kind === 'one' ? '待核对' : '不是一个单位';
  if (unitId === null) return '新单位';
  const called = units.get(unitId) ?? '';
  if (called === name) return '已有单位';
  return by === 'abbreviation' ? `即${called}（简称）` : `即${called}`;
}
