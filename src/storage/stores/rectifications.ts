import { type EntityManager } from 'typeorm';

/** 整改, its rounds and objections to it. */
export class RectificationStore {
  constructor(private readonly manager: EntityManager) {}
}
