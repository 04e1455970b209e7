import { cleanText } from '../../../src/web/text-input.js';
import { type PageField, type PageForm, formsOn } from '../../support/page-forms.js';
import { type Fills, send } from '../../support/sending.js';
import { type TestProgramOptions } from '../../support/program.js';
import { buttonOf, fillsOf, formOf, isMeant, nameOf, openWorld, type Step, take, type World } from './step.js';

/** What is written into a field, and whether the field may take it. */
interface Trial {
  what: string;
  value: string | File;
  /** Never right, or right where the field need not be filled in, or right as text that is kept as it is. */
  right: 'never' | 'unless needed' | 'as text';
}

const TEXTS: readonly Trial[] = [
  { what: 'nothing', value: '', right: 'unless needed' },
  { what: 'what cannot be seen', value: '\u200b\u2060\ufeff', right: 'unless needed' },
  { what: 'far too much', value: '长'.repeat(3000), right: 'never' },
  { what: 'a control character', value: '甲\u0007乙', right: 'never' },
  { what: 'a script', value: '<script>x</script>', right: 'as text' },
  { what: 'emoji', value: '👨‍👩‍👧😀', right: 'as text' },
  { what: 'a rare character among unseen ones', value: '𠮷\u200b祥\u202e', right: 'as text' },
];
const DAYS: readonly Trial[] = [
  { what: 'no day', value: '', right: 'unless needed' },
  ...['2020-02-30', '明天', '1900-01-01', '9999-12-31', '<script>x</script>', '😀'].map((value): Trial => ({
    what: value,
    value,
    right: 'never',
  })),
];
const CHOICES: readonly Trial[] = [
  { what: 'nothing chosen', value: '', right: 'unless needed' },
  ...['没有的选项', '987654', '<script>x</script>'].map((value): Trial => ({ what: value, value, right: 'never' })),
];
const FILES: readonly Trial[] = [
  {
    what: 'a program',
    value: new File(['MZ\u0090\u0000 not a photo'], '照片.png', { type: 'image/png' }),
    right: 'never',
  },
  { what: 'an empty file', value: new File([], '空.pdf', { type: 'application/pdf' }), right: 'never' },
];

function trialsFor({ kind }: PageField): readonly Trial[] {
  if (kind === 'hidden') return [];
  if (kind === 'file') return FILES;
  if (kind === 'date') return DAYS;
  return ['select', 'radio', 'checkbox'].includes(kind) ? CHOICES : TEXTS;
}

/** Of fields that stand in a form once for each item or row, the first ones and the last ones are tried. */
function isRepeated({ name }: PageField, { fields }: PageForm): boolean {
  const kindOf = (one: string) => one.replace(/^i\d+-/, 'i-').replace(/-\d+$/, '-');
  const alike = fields.filter((one) => kindOf(one.name) === kindOf(name)).map((one) => one.name);
  return alike.slice(1, -1).includes(name);
}

/** What any page may note: who is here, which number comes next. */
const UNSEEN_TABLES = new Set(['session', 'sqlite_sequence']);

/** Tries every wrong input in every field of a step's form; returns where the answer is not what a form owes. Nothing of it stays. */
export async function tryEverything(step: Step, world: World): Promise<string[]> {
  const sheet = await formOf(step, world);
  if (step.isDraft || sheet.fields.every(({ kind }) => kind === 'hidden')) return [];
  const fills = await fillsOf(step, world, sheet);
  const faults: string[] = [];
  world.keep();
  for (const field of sheet.fields.filter((one) => !isRepeated(one, sheet)))
    for (const trial of trialsFor(field)) {
      const found = await tryOne(step, world, sheet, field, { ...fills, [field.name]: valueOf(trial, field) }, trial);
      faults.push(...found.map((fault) => `${field.name} with ${trial.what}: ${fault}`));
    }
  return faults;
}

function valueOf({ value }: Trial, { kind }: PageField): Fills[string] {
  if (value instanceof File) return [value];
  // Nothing is sent of boxes of which none is ticked.
  return value === '' && (kind === 'radio' || kind === 'checkbox') ? [] : value;
}

async function tryOne(
  step: Step,
  world: World,
  sheet: PageForm,
  field: PageField,
  fills: Fills,
  trial: Trial,
): Promise<string[]> {
  const answer = await send(await world.browser(step.who), sheet, fills, buttonOf(step, sheet));
  const page = await answer.text();
  const changed = world.restore();
  const kept = changed.filter(({ table }) => !UNSEEN_TABLES.has(table) && !step.notedIn?.includes(table));
  if (page.includes('<script>x')) return ['runs'];
  if (answer.status < 400) return takenWrongly(step, field, trial, changed.map(({ row }) => row).join('\n'));
  if (answer.status !== 422) return [`answers ${answer.status}`];
  const faults = kept.length === 0 ? [] : [`is refused, and changes ${kept.map(({ table }) => table).join()}`];
  if (trial.right === 'as text' && !step.narrow?.includes(field.name) && !isNarrow(field)) faults.push('is refused');
  if (step.toldElsewhere) return faults;
  const again = formsOn(page).find((one) => isMeant(step, one));
  if (!again) return [...faults, 'does not show the form again'];
  return [...faults, ...untold(step, again, field, page), ...lost(sheet, again, field, fills)];
}

/** Fields that take less than any text, wherever they stand. */
const NARROW = new Set(['login', 'phone', 'code', 'sampleSize', 'unitWord']);
const isNarrow = ({ kind, name }: PageField) => kind === 'email' || kind === 'password' || NARROW.has(name);

/** What is wrong with an input having been taken. */
function takenWrongly(step: Step, field: PageField, { right, value }: Trial, rows: string): string[] {
  if (step.unused?.includes(field.name)) return [];
  if (right === 'never') return ['is taken'];
  if (right === 'unless needed') {
    if (/[\u200b\u2060\ufeff]/.test(rows)) return ['is kept'];
    return field.required ? ['is taken, and is needed'] : [];
  }
  const inRow = JSON.stringify(cleanText(value as string)).slice(1, -1);
  return rows.includes(inRow) || rows.includes(JSON.stringify(inRow).slice(1, -1)) ? [] : [`is not kept as ${inRow}`];
}

/** A message at the field, and in the summary a link that leads there. */
function untold(step: Step, again: PageForm, { name }: PageField, page: string): string[] {
  const places = [name, ...(step.tells?.[name] ?? [])];
  const field = again.fields.find((one) => places.includes(one.name) && one.error !== null);
  if (!field) return ['says nothing at the field'];
  const summary = /<div class="faults"[^>]*>(.*?)<\/div>/s.exec(page)?.[1] ?? '';
  const faults = summary.includes(`href="#${field.id}"`) ? [] : ['has no link to the field in the summary'];
  if (/<li>(?!<a)/.test(summary)) faults.push('has a line without a link in the summary');
  if (field.label === '' && !['radio', 'checkbox'].includes(field.kind)) faults.push('has no label');
  return faults;
}

/** The other fields that do not hold what was sent in them. */
function lost(sheet: PageForm, again: PageForm, wrong: PageField, fills: Fills): string[] {
  return sheet.fields.flatMap((field) => {
    if (['hidden', 'password', 'file'].includes(field.kind) || field.name === wrong.name) return [];
    const sent = [fills[field.name] ?? field.values].flat() as string[];
    const shown = again.fields.find(({ name }) => name === field.name)?.values ?? [];
    return same(sent, shown) ? [] : [`loses ${field.name}`];
  });
}

const same = (a: readonly string[], b: readonly string[]) => asOne(a) === asOne(b);
const asOne = (values: readonly string[]) => [...values].sort().join('\n').replace(/\r\n/g, '\n');

/** Declares a test for each of some steps: everything wrong in every field, then the form as it should be filled in, which goes on to the next. */
export function testEveryField(steps: readonly Step[], options?: TestProgramOptions): void {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(options);
  });
  afterAll(() => world.server.close());

  test.each(steps.map((step) => [nameOf(step), step] as const))('%s', async (_name, step) => {
    await step.before?.(world);
    expect(await tryEverything(step, world)).toEqual([]);
    expect(await take(step, world)).toEqual([]);
  });
}
