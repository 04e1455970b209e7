import { momentOf } from '../clock.js';
import { longDay, shortDay } from '../domain/day.js';
import { type Letter, type LetterFiles, type LetterState } from '../domain/mail.js';
import { type Unit } from '../domain/plan.js';
import { withoutQuoted } from '../domain/quoted-text.js';
import { type Attachment } from '../domain/reports.js';
import { type ActForm } from '../rendering/views-assignments.js';
import { type LettersView, type LetterView } from '../rendering/views-letters.js';
import { type LetterLine } from '../storage/stores/letters.js';
import { type Faults, faultSummary, fieldViews, type Typed } from '../web/forms.js';
import { pagerOf } from '../web/pager.js';
import { paths } from '../web/paths.js';
import { unsavedWords } from '../web/unsaved.js';
import { type World } from '../web/world.js';
import { type LastLook } from './letters.service.js';

export const LETTERS_PER_PAGE = 50;

const STATE_WORDS: Readonly<Record<LetterState, string>> = {
  parked: '待处理',
  drafted: '已存为草稿，待单位确认',
  confirmed: '单位已报送',
  dismissed: '未采用',
};

/** What the list may be narrowed to. */
export const SHOWN = {
  parked: ['parked'],
  done: ['drafted', 'confirmed', 'dismissed'],
} as const satisfies Record<string, readonly LetterState[]>;
export type Shown = keyof typeof SHOWN;

/** What the list of letters is made of. */
export interface LettersFacts {
  world: World;
  shown: Shown;
  page: number;
  letters: readonly LetterLine[];
  counts: Readonly<Record<Shown, number>>;
  /** '（imap.example.gov.cn）'; null where no mailbox is set. */
  mailbox: string | null;
  last: LastLook | null;
}

/** The letters that came in, the newest first. */
export function lettersView(facts: LettersFacts): Omit<LettersView, 'frame'> {
  const { world, shown, page, letters, counts, mailbox, last } = facts;
  const tab = (one: Shown, label: string) => ({
    ...{ label, note: `${counts[one]}封`, current: one === shown },
    href: paths.letters({ show: one === 'parked' ? null : one }),
  });
  const looked = last && `${shortDay(last.moment.today, world.today)} ${last.moment.time}`;
  return {
    lead:
      mailbox === null
        ? '没有设置收回信的邮箱（IMAP_URL），提醒邮件不请人直接回复。'
        : `回复提醒邮件的来信自动存为该单位的草稿；不能确定的列在这里。收信邮箱：${mailbox}${looked ? `，最近一次收信${looked}` : ''}。`,
    fault: last?.fault ? `最近一次收信没有成功，每分钟再试一次：${last.fault}` : null,
    tabs: [tab('parked', '待处理'), tab('done', '已处理')],
    caption: shown === 'parked' ? '等待办公室处理的来信，新的在前' : '已经处理的来信，新的在前',
    rows: letters.map((letter) => {
      const { today, time } = momentOf(letter.receivedAt);
      return {
        href: paths.letter(letter.id),
        when: `${shortDay(today, world.today)} ${time}`,
        from: letter.fromAddress || '（没有发件地址）',
        subject: letter.subject || '（没有主题）',
        unit: letter.unitName ?? '—',
        state: STATE_WORDS[letter.state],
        reason: letter.reason ?? '',
      };
    }),
    none: shown === 'parked' ? '没有等待处理的来信' : '还没有处理过来信',
    pager: pagerOf(page, LETTERS_PER_PAGE, counts[shown], (to) =>
      paths.letters({ show: shown === 'parked' ? null : shown, page: to }),
    ),
  };
}

/** A form of a letter that was refused: which, what was typed, what is wrong. */
export interface RefusedLetter {
  of: 'give' | 'dismiss';
  typed: Typed;
  faults: Faults;
}

/** What a letter's page is made of. */
export interface LetterFacts {
  letter: Letter;
  units: readonly Unit[];
  /** What still belongs to the letter. */
  files: readonly Attachment[];
  refused: RefusedLetter | null;
}

/** One letter: what was written, what it answers, and what may be done with it. */
export function letterView({ letter, units, files, refused }: LetterFacts): Omit<LetterView, 'frame'> {
  const { receivedAt, fromAddress, subject, body, outboxId, unitId, state, reason } = letter;
  const { kept, refused: notKept } = JSON.parse(letter.files) as LetterFiles;
  const { today, time } = momentOf(receivedAt);
  const words = withoutQuoted(body);
  const given = kept.length - files.length;
  const acts = state === 'parked' ? actsOf(letter, units, refused) : [];
  const unit = units.find(({ id }) => id === unitId)?.name;
  return {
    subject: subject || '（没有主题）',
    state: STATE_WORDS[state],
    reason,
    facts: [
      { term: '来信邮箱', value: fromAddress || '（没有发件地址）', href: null },
      { term: '收到时间', value: `${longDay(today)} ${time}`, href: null },
      ...(unit ? [{ term: '单位', value: unit, href: null }] : []),
      ...(outboxId !== null ? [{ term: '对应邮件', value: '查看', href: paths.mail(outboxId) }] : []),
      ...(given > 0 && state !== 'dismissed'
        ? [{ term: '已随草稿转给单位的附件', value: `${given}个`, href: null }]
        : []),
    ],
    words: words || null,
    whole: words === body.trim() ? null : body,
    files: files.map(({ id, name }) => ({ label: name, href: paths.attachment(id) })),
    refused: notKept,
    acts,
    summary: faultSummary(
      refused?.faults ?? null,
      acts.flatMap(({ form }) => form.fields),
    ),
    unsaved: unsavedWords(refused?.typed ?? null, acts, ['reason']),
  };
}

function actsOf({ id, version, unitId }: Letter, units: readonly Unit[], refused: RefusedLetter | null): ActForm[] {
  const own = (of: RefusedLetter['of']) => (refused?.of === of ? refused : null);
  const seen = { name: 'version', label: '版本', kind: 'hidden', value: String(version) } as const;
  const give = fieldViews(
    [
      seen,
      {
        ...{ name: 'unit', label: '转给哪个单位', kind: 'select', required: true, value: String(unitId ?? '') },
        options: [
          { value: '', label: '请选择' },
          ...units.map((unit) => ({ value: String(unit.id), label: unit.name })),
        ],
        hint: '存为该单位的进展草稿，并发邮件请其确认；由单位自己报送',
      },
    ],
    withoutVersion(own('give')),
    own('give')?.faults ?? null,
    'give',
  );
  const dismiss = fieldViews(
    [seen, { name: 'reason', label: '理由', kind: 'text', required: true, max: LONGEST_REASON, hint: '写入留痕' }],
    withoutVersion(own('dismiss')),
    own('dismiss')?.faults ?? null,
    'dismiss',
  );
  const form = (action: string, submit: string, fields: typeof give) => ({
    ...{ action, submit, multipart: false, summary: null, fields },
  });
  return [
    {
      ...{ label: '转给单位', folded: true, open: own('dismiss') === null },
      form: form(paths.letterUnit(id), '存为草稿并通知单位', give),
    },
    {
      ...{ label: '不采用', folded: true, open: own('dismiss') !== null },
      form: form(paths.letterDismissal(id), '不采用', dismiss),
    },
  ];
}

export const LONGEST_REASON = 300;

/** The version is always the one that stands: who was too slow has seen by then what another did. */
const withoutVersion = (refused: RefusedLetter | null) =>
  refused && Object.fromEntries(Object.entries(refused.typed).filter(([name]) => name !== 'version'));
