/** A calendar day 'YYYY-MM-DD' in Asia/Shanghai; ordering is string ordering. */
export type Day = string;

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

/** A plan has a few due days and they are asked for again and again. */
const counted = new Map<Day, number>();
const MOST_COUNTED = 10_000;

/** The day as a count of days since 1970-01-01, by the civil calendar and without a time zone. */
export function dayNumber(day: Day): number {
  const known = counted.get(day);
  if (known !== undefined) return known;
  if (counted.size >= MOST_COUNTED) counted.clear();
  const count = countDays(day);
  counted.set(day, count);
  return count;
}

function countDays(day: Day): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const ofEra = year - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** The inverse of `dayNumber`. */
export function dayOfNumber(count: number): Day {
  const z = count + 719_468;
  const era = Math.floor(z / 146_097);
  const ofEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const date = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
}

/** Whether a text names a day that exists: '2020-02-29' does, '2021-02-29' and '2020-6-3' do not. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOfNumber(dayNumber(text)) === text;
}

/** The day `count` calendar days later (earlier when negative). */
export function plusDays(day: Day, count: number): Day {
  return dayOfNumber(dayNumber(day) + count);
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: Day): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7;
}

/** '周三'. */
export function weekdayName(day: Day): string {
  return `周${WEEKDAYS[weekday(day)]}`;
}

/** '6月30日', with the year in front when it is not `ofYear`'s: '2021年1月4日'. */
export function shortDay(day: Day, ofYear: Day): string {
  const said = `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
  return day.slice(0, 4) === ofYear.slice(0, 4) ? said : `${day.slice(0, 4)}年${said}`;
}

/** '2020年6月24日'. */
export function longDay(day: Day): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** '2020年6月24日（周三）': a deadline is planned by its weekday. */
export function namedDay(day: Day): string {
  return `${longDay(day)}（${weekdayName(day)}）`;
}

/** '2020年6月24日（周三，含当日）'. */
export function throughDay(day: Day): string {
  return `${longDay(day)}（${weekdayName(day)}，含当日）`;
}
