import { RuleBroken } from '../domain/errors.js';
import { type Attachment } from '../domain/reports.js';
import { type Stores } from '../storage/stores/all.js';
import { type DraftKey } from '../storage/stores/drafts.js';
import { type Occasion, remember } from './history.js';

/** Files of one owner: enough for any report, and a page of a sensible length. */
export const MOST_ATTACHMENTS = 20;

/** A stored file about to be known: it has been written and checked; `bytes` is its size. */
export interface AttachRequest {
  planId: number;
  unitId: number | null;
  owner: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  storedAs: string;
}

/** Whose the files of a form are while it is being filled in: the form's own, whether or not it has been saved. */
export function draftOwner({ planId, unitId, form }: DraftKey): string {
  return `draft:${planId}:${unitId}:${form}`;
}

/** Makes a stored file known as its owner's evidence and returns its id. Throws `RuleBroken('upload-full')`. */
export async function attachFile(stores: Stores, request: AttachRequest, occasion: Occasion): Promise<number> {
  const known = await stores.attachments.ofOwner(request.owner);
  if (known.length >= MOST_ATTACHMENTS)
    throw new RuleBroken('upload-full', { field: 'files', name: request.name, most: MOST_ATTACHMENTS });
  const id = await stores.attachments.insert({ ...request, addedAt: occasion.at, addedBy: occasion.actor });
  await remember(stores, occasion, [entryOf('attach', request)]);
  return id;
}

/** Takes back evidence of something that is not yet handed in. Throws `RuleBroken('stale')` where it was meanwhile. */
export async function detachFile(stores: Stores, attachment: Attachment, occasion: Occasion): Promise<void> {
  if (!(await stores.attachments.remove(attachment.id, attachment.owner)))
    throw new RuleBroken('stale', { thing: '文件' });
  await remember(stores, occasion, [entryOf('detach', attachment)]);
}

/** Gives what was attached to a form to what was handed in with it ('submission:9'); returns how many files it has. */
export async function handInFiles(stores: Stores, key: DraftKey, owner: string): Promise<number> {
  await stores.attachments.reown(draftOwner(key), owner);
  return (await stores.attachments.ofOwner(owner)).length;
}

function entryOf(act: 'attach' | 'detach', { planId, owner, name, bytes, sha256 }: Omit<AttachRequest, 'storedAs'>) {
  return { act, planId, facts: { file: name, bytes, sha256, owner } };
}
