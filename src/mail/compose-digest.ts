import { longDay } from '../domain/day.js';
import { type LeaderFigures } from '../domain/digest.js';
import { type Digest } from '../domain/mail.js';
import { type OutboxMail, type Plan } from '../domain/plan.js';
import { briefTitle } from '../domain/rules.js';
import { type ViewEngine } from '../rendering/view-engine.js';
import { type ComposedMail } from './compose.js';
import { digestPicture, pictureWidth, pictureWords } from './digest-picture.js';
import { digestBody, keptOf, OFFICE_NAME, newsOfIssue, whyOfIssue } from './digest-words.js';
import { type Painter } from './painter.js';
import { briefsTogether, fullTitle } from './sections.js';

/** What the words of issues are made with; without a painter they have no picture, and lose nothing. */
export interface DigestPress {
  engine: ViewEngine;
  painter: Painter | null;
  /** Pictures by issue: one drawing for all who read it. */
  drawn: Map<number, Buffer>;
}

/** The issue that a mail carries; null for every other mail. */
export function digestIdOf({ kind, words }: Pick<OutboxMail, 'kind' | 'words'>): number | null {
  if (kind !== 'digest' && kind !== 'unit-digest' && kind !== 'worklist') return null;
  return words === null ? null : (JSON.parse(words) as { digest: number }).digest;
}

/** The words of an issue for one reader: of its kept figures, so that a mail that leaves late says what it was made to say. */
export function composeDigest(
  digest: Digest,
  { toName, plan, baseUrl, token }: { toName: string; plan: Omit<Plan, 'text'>; baseUrl: string; token: string },
  press: DigestPress,
): ComposedMail {
  const { kind, day } = digest;
  const kept = keptOf(digest);
  const body = digestBody(digest);
  const several = kept.kind === 'worklist' ? (kept.figures.plans ?? []) : [];
  const brief = several.length > 0 ? briefsTogether(several.map((one) => one.brief)) : briefTitle(plan);
  const words = { brief, unitName: toName, news: newsOfIssue(kept), number: null };
  const subject = press.engine.render(`mails/${kind}/subject`, words).trim();
  const png = kept.kind === 'digest' ? drawingOf(digest, press) : null;
  const model = {
    ...{ ...body, subject, to: toName },
    // The office works signed in; everybody else reads their issue where they stand.
    ...(kind === 'worklist'
      ? { linkWord: '打开“待办”（需登录）', pageUrl: `${baseUrl}/plans/${plan.id}/desk` }
      : { linkWord: '打开本期页面（免登录，可打印）', pageUrl: `${baseUrl}/d/${token}` }),
    planTitle: several.length > 0 ? several.map(({ title }) => title).join('；') : fullTitle(plan),
    picture: kept.kind === 'digest' && png ? { cid: `matrix-${digest.id}@luoshi`, ...frameOf(kept.figures) } : null,
    ...{ why: whyOfIssue(kind), handOver: HAND_OVER, officeName: OFFICE_NAME, dayLong: longDay(day) },
  };
  return {
    subject,
    text: press.engine.render(`mails/${kind}/text`, model),
    html: press.engine.render(`mails/${kind}/html`, model),
    ...(png && model.picture ? { pictures: [{ cid: model.picture.cid, name: '完成情况.png', png }] } : {}),
  };
}

const frameOf = (figures: LeaderFigures) => ({ alt: pictureWords(figures), width: pictureWidth(figures) });

const HAND_OVER = '如职务变动，请告知领导小组办公室，以后由继任者接收。';

function drawingOf(digest: Digest, { painter, drawn }: DigestPress): Buffer | null {
  const kept = keptOf(digest);
  if (!painter || kept.kind !== 'digest') return null;
  const png = drawn.get(digest.id) ?? painter(digestPicture(kept.figures));
  drawn.set(digest.id, png);
  return png;
}
