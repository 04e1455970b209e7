import { type Day } from '../domain/day.js';
import { type CalendarDay } from '../domain/plan.js';
import { type FieldSpec } from '../web/forms.js';
import { paths } from '../web/paths.js';

export type HolidayForm = 'import' | 'day';

export const FORM_WORDS: Readonly<Record<HolidayForm, { heading: string; hint: string; action: () => string }>> = {
  import: {
    heading: '导入全年放假安排',
    hint: '粘贴国务院办公厅放假通知的正文即可；也可以每行一天（2027-01-01 休 元旦）。有一行读不懂就都不导入。（安装维护人员也可以粘贴 holiday-cn 的 JSON。）',
    action: paths.holidayImports,
  },
  day: {
    heading: '登记一天',
    hint: '省里、县里另有安排的日子（如三月三），或更正一天。',
    action: paths.holidayDays,
  },
};

const hidden = (name: string, value: string): FieldSpec => ({ name, label: name, kind: 'hidden', value });

/** The fields of a form; `own` is the day that it begins with, where one was chosen from the list. */
export function fieldsOf(
  form: HolidayForm,
  year: number,
  seen: string,
  own: CalendarDay | null,
  day: Day,
): FieldSpec[] {
  const source: FieldSpec = {
    ...{ name: 'source', label: '依据', required: true, max: 60 },
    hint: form === 'import' ? '写入留痕，如：国办发明电〔2026〕8号' : '写入留痕，如：省政府办公厅三月三放假通知',
  };
  const common = [hidden('seen', seen), hidden('year', String(year))];
  if (form === 'import')
    return [...common, { name: 'text', label: '通知内容', kind: 'text', rows: 8, required: true }, source];
  return [
    ...common,
    { name: 'day', label: '日期', kind: 'day', required: true, value: day },
    {
      ...{ name: 'kind', label: '安排', kind: 'radios', required: true },
      value: own ? (own.isWorkday ? 'work' : 'rest') : undefined,
      options: [
        { value: 'rest', label: '休息' },
        { value: 'work', label: '上班' },
        { value: 'published', label: '取消登记，按程序自带的安排' },
      ],
    },
    { name: 'name', label: '名称', max: 20, value: own?.name, hint: '如：三月三' },
    { ...source, value: own?.source },
  ];
}
