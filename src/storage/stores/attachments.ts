import { type EntityManager } from 'typeorm';

/** Evidence: what each stored file is. */
export class AttachmentStore {
  constructor(private readonly manager: EntityManager) {}
}
