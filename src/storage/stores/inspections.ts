import { type EntityManager } from 'typeorm';

/** 检查验收 batches and their items. */
export class InspectionStore {
  constructor(private readonly manager: EntityManager) {}
}
