import { type Day, shortDay, weekdayName } from '../domain/day.js';
import { type ForeseenMail } from '../domain/foreseen.js';
import { type IntakePreviewView } from '../rendering/views-intakes.js';
import { MAIL_WORDS } from '../web/mail-words.js';
import { paths } from '../web/paths.js';
import { DAYS_AHEAD, type ForeseenStart } from './intake.service.js';
import { type IntakeFacts } from './intake.views.js';

/** Which mails would leave on which day after a start today, if nobody acted. */
export function previewView(
  { intake, draft, today, cautions }: IntakeFacts,
  foreseen: ForeseenStart | null,
): Omit<IntakePreviewView, 'frame'> {
  const trail = [
    { label: '实施方案', href: paths.plans() },
    { label: '导入方案', href: paths.intakes() },
    { label: draft.title ?? draft.noticeTitle ?? intake.name, href: paths.intake(intake.id) },
  ];
  if (foreseen === null)
    return { trail, lead: '', missing: '方案还缺少必要的内容，补齐以后才能看到会发哪些邮件。', days: [] };
  const { notices, mails, joined } = foreseen;
  const byDay = new Map<Day, ForeseenMail[]>();
  for (const mail of mails) byDay.set(mail.on, [...(byDay.get(mail.on) ?? []), mail]);
  const alsoTold =
    joined.length > 0 ? `另有${joined.length}封别的方案的邮件本来就要发，信里加上本方案的事项，不多发。` : '';
  return {
    trail,
    lead: `如果今天启用：先给各单位发${notices}封交办通知；${aheadWords(byDay.size, mails.length)}${alsoTold}办结或报送以后，相应的邮件不再发。${heldWords(cautions)}`,
    missing: null,
    days: [...byDay].map(([day, own]) => ({
      day: `${shortDay(day, today)} ${weekdayName(day)}`,
      mails: `${own.length}封`,
      kinds: kindsOf(own),
    })),
  };
}

const aheadWords = (days: number, count: number): string =>
  count === 0
    ? `今后${DAYS_AHEAD}天没有别的邮件发得出去。`
    : `今后${DAYS_AHEAD}天，如无人办结，${days}天因此多发${count}封。`;

/** Mails to units without an address leave on no day that can be foreseen. */
const heldWords = ({ units, unreached }: IntakeFacts['cautions']): string =>
  unreached === 0
    ? ''
    : `${unreached === units ? '各单位都' : `有${unreached}个单位`}没有登记邮箱：给${unreached === units ? '它们' : '这些单位'}的邮件到时写好暂存，登记后再发，没有列在下面。`;

function kindsOf(mails: readonly ForeseenMail[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of mails) counts.set(MAIL_WORDS[kind], (counts.get(MAIL_WORDS[kind]) ?? 0) + 1);
  return [...counts].map(([words, count]) => `${words}${count}封`).join('、');
}
