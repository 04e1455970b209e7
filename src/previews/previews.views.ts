import { shortDay } from '../domain/day.js';
import { type MailKind } from '../domain/plan.js';
import { type PreviewsView, type PreviewView } from '../rendering/views-outbox.js';
import { MAIL_WORDS } from '../web/mail-words.js';
import { heightOfMail } from '../web/mail-height.js';
import { paths } from '../web/paths.js';
import { type Preview } from './preview-world.js';

const KINDS = Object.keys(MAIL_WORDS) as MailKind[];

/** Every kind of mail with the subject of its sample, in the order in which the outbox names kinds. */
export function previewsView(previews: readonly Preview[]): Omit<PreviewsView, 'frame'> {
  return {
    rows: KINDS.flatMap((kind) => {
      const preview = previews.find((one) => one.kind === kind);
      if (!preview) return [];
      const { toName, day, subject } = preview;
      return { kind: MAIL_WORDS[kind], href: paths.mailPreview(kind), to: toName, when: shortDay(day, day), subject };
    }),
  };
}

/** One sample: subject, body in a frame of its own, plain text. */
export function previewView({ kind, toName, subject, text }: Preview): Omit<PreviewView, 'frame'> {
  return {
    kind: MAIL_WORDS[kind],
    subject,
    to: toName,
    html: paths.mailPreviewHtml(kind),
    height: heightOfMail(text, kind),
    text,
  };
}

/** A mail's HTML with its pictures inside it: a page has no attachments to take them from. */
export function shownHtml({ html, pictures = [] }: Preview): string {
  return pictures.reduce(
    (shown, { cid, png }) => shown.replaceAll(`cid:${cid}`, `data:image/png;base64,${png.toString('base64')}`),
    html,
  );
}
