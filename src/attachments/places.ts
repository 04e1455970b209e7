import { draftOwner } from '../acts/attach.js';
import { mayOpenDraft, reportDraftKey } from '../acts/drafts.js';
import { RuleBroken } from '../domain/errors.js';
import { may, mayActFor, maySeeAssignment, maySeeUnit, type Person } from '../domain/permissions.js';
import { type Attachment } from '../domain/reports.js';
import { type Link } from '../rendering/views-common.js';
import { type Stores } from '../storage/stores/all.js';
import { type Subject } from '../storage/stores/attachments.js';
import { type UploadTo } from '../web/attachments-part.js';
import { paths } from '../web/paths.js';

/** Where a form's files belong, worked out from who asks for which form; never taken from what was sent. */
export interface Place extends UploadTo {
  owner: string;
  back: Link;
  lead: string;
}

type Finder = (stores: Stores, me: Person, asked: UploadTo, id: number) => Promise<Place>;

/** Every form that takes evidence: whose its files are and who may bring them. */
const FORMS: readonly [form: RegExp, find: Finder][] = [
  [/^report(?::[\d,]+)?$/, ofReport],
  [/^rectification:([1-9]\d{0,9})$/, ofRectification],
  [/^inspection-item:([1-9]\d{0,9})$/, ofInspectionItem],
];

/** The place of a form's files for a person who may bring some. Throws `RuleBroken` 'not-found', 'not-allowed', 'attachment-handed-in'. */
export async function placeOf(stores: Stores, me: Person, asked: UploadTo): Promise<Place> {
  for (const [form, find] of FORMS) {
    const found = form.exec(asked.form);
    if (found) return find(stores, me, asked, Number(found[1] ?? 0));
  }
  throw new RuleBroken('not-found', { thing: '表单' });
}

/** The place of an attachment that is not handed in yet. Throws like `placeOf`. */
export async function placeOfAttachment(stores: Stores, me: Person, { owner }: Attachment): Promise<Place> {
  const asked = draftOf(owner) ?? { planId: 0, unitId: 0, form: owner };
  if (asked.form === owner && !owner.startsWith('inspection-item:')) throw new RuleBroken('attachment-handed-in');
  const place = await placeOf(stores, me, asked);
  if (place.owner !== owner) throw new RuleBroken('not-found', { thing: '文件' });
  return place;
}

/** The form whose draft an owner is; null for what was handed in. */
function draftOf(owner: string): UploadTo | null {
  const [, planId, unitId, form] = /^draft:(\d+):(\d+):(.+)$/.exec(owner) ?? [];
  return form === undefined ? null : { planId: Number(planId), unitId: Number(unitId), form };
}

async function ofReport(stores: Stores, me: Person, { planId, unitId }: UploadTo): Promise<Place> {
  mustActFor(me, { unitId, assignmentId: me.items?.[0] ?? 0 });
  if (!(await stores.plans.plansOf(unitId)).includes(planId)) throw new RuleBroken('not-found', { thing: '方案' });
  // Who came by a mail's link has a draft, and files, of the link's items alone.
  const key = reportDraftKey(planId, unitId, me);
  const back = { label: '回到报送页面', href: paths.report(planId, unitId) };
  return { ...key, owner: draftOwner(key), back, lead: '随本期进展一并报送。' };
}

async function ofRectification(stores: Stores, me: Person, _asked: UploadTo, id: number): Promise<Place> {
  const subject = await stores.attachments.rectification(id);
  if (!subject) throw new RuleBroken('not-found', { thing: '整改事项' });
  mustActFor(me, subject);
  mustBeOpen(subject);
  const key = { planId: subject.planId, unitId: subject.unitId, form: `rectification:${id}` };
  const back = { label: '回到整改页面', href: paths.rectification(id) };
  return { ...key, owner: draftOwner(key), back, lead: '报送整改情况必须附佐证材料。' };
}

async function ofInspectionItem(stores: Stores, me: Person, _asked: UploadTo, id: number): Promise<Place> {
  const subject = await stores.attachments.inspectionItem(id);
  if (!subject || !maySeeAssignment(me, { id: subject.assignmentId, unitId: subject.unitId }))
    throw new RuleBroken('not-found', { thing: '检查事项' });
  if (!may(me, 'work')) throw new RuleBroken('not-allowed');
  mustBeOpen(subject);
  const { planId, unitId } = subject;
  const back = { label: '回到检查页面', href: paths.inspectionItem(id) };
  const form = `inspection-item:${id}`;
  return { planId, unitId, form, owner: form, back, lead: '检查验收的佐证材料。' };
}

/** Another unit's form is not found; whoever sees it and does not act for the unit is told so. */
function mustActFor(me: Person, { unitId, assignmentId }: Pick<Subject, 'unitId' | 'assignmentId'>): void {
  const item = { id: assignmentId, unitId };
  if (!maySeeAssignment(me, item)) throw new RuleBroken('not-found', { thing: '表单' });
  if (!mayActFor(me, item)) throw new RuleBroken('not-allowed');
}

function mustBeOpen({ isOpen }: Subject): void {
  if (!isOpen) throw new RuleBroken('attachment-handed-in');
}

/**
 * Whether a person may see an attachment: who sees the whole plan, the unit it is of (who came by a mail, what the mail is about),
 * and the lead unit of a measure that the submission reports on. What is not handed in is its unit's alone.
 */
export async function maySeeAttachment(stores: Stores, me: Person, attachment: Attachment): Promise<boolean> {
  const { owner, unitId } = attachment;
  const draft = draftOf(owner);
  if (draft) {
    if (draft.unitId !== me.unitId || !may(me, 'act-for-unit')) return false;
    if (me.items === null) return true;
    return draft.form.startsWith('report') ? mayOpenDraft(me, draft) : isOwnForm(stores, me, draft, owner);
  }
  // What came with a letter is the office's until it gives the letter to a unit.
  if (owner.startsWith('letter:')) return may(me, 'work');
  if (may(me, 'see-all')) return true;
  // What an inspector gathers is the unit's to see once it is concluded.
  const [, inspected] = /^inspection-item:(\d+)$/.exec(owner) ?? [];
  if (inspected && ((await stores.attachments.inspectionItem(Number(inspected)))?.isOpen ?? true)) return false;
  const isOwn = unitId !== null && maySeeUnit(me, unitId);
  if (isOwn && me.items === null) return true;
  const parts = await stores.attachments.partsOf(owner);
  if (isOwn) return parts.some(({ assignmentId }) => me.items?.includes(assignmentId));
  if (me.items !== null || !owner.startsWith('submission:')) return false;
  const duties = await stores.plans.dutyNames(attachment.planId);
  const led = duties.filter((duty) => duty.unitId === me.unitId && duty.role === 'lead');
  return led.some(({ measureId }) => parts.some((part) => part.measureId === measureId));
}

/** Whether a draft is the form of somebody who came by a mail's link. */
async function isOwnForm(stores: Stores, me: Person, draft: UploadTo, owner: string): Promise<boolean> {
  const place = await placeOf(stores, me, draft).catch((error: unknown) => {
    if (error instanceof RuleBroken) return null;
    throw error;
  });
  return place?.owner === owner;
}
