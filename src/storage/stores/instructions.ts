import { type EntityManager } from 'typeorm';

/** 批示. */
export class InstructionStore {
  constructor(private readonly manager: EntityManager) {}
}
