import { type EntityManager } from 'typeorm';

/** 延期申请. */
export class ExtensionStore {
  constructor(private readonly manager: EntityManager) {}
}
