import { type Stores } from './stores/all.js';

/**
 * Stands in front of the stores of one write. Once a statement has failed, or the write has ended, nothing more
 * passes: a work that swallowed the error cannot have half of its changes kept.
 */
export class WriteGate {
  private ended = false;
  private failure: { error: unknown } | undefined;
  private readonly underway = new Set<Promise<unknown>>();

  /** Whether the write is still running. */
  get isOpen(): boolean {
    return !this.ended;
  }

  /** The same stores, with every call of theirs led through this gate. */
  guardAll(stores: Stores): Stores {
    const guarded = Object.entries(stores).map(([name, store]) => [name, this.guard(store as object)]);
    return Object.fromEntries(guarded) as never;
  }

  /** The work's result once every call it made has settled; throws the first failed call, even one it swallowed. */
  async finish<T>(work: Promise<T>): Promise<T> {
    try {
      const result = await work;
      const left = this.underway.size;
      await this.settle();
      if (this.failure) throw this.failure.error;
      if (left > 0) throw new Error(`A write returned while ${left} of its store calls were not awaited`);
      return result;
    } finally {
      await this.settle();
    }
  }

  /** No statement may still be on its way when the transaction ends: it would commit by itself. */
  private async settle(): Promise<void> {
    this.ended = true;
    await Promise.allSettled([...this.underway]);
  }

  private guard<S extends object>(store: S): S {
    return new Proxy(store, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => this.pass(() => Reflect.apply(member, target, given) as Promise<unknown>);
      },
    });
  }

  private pass(call: () => Promise<unknown>): Promise<unknown> {
    if (this.ended) return Promise.reject(new Error('A store was used after its write had ended'));
    if (this.failure) {
      return Promise.reject(
        new Error('A store was used after a statement of its write had failed', { cause: this.failure.error }),
      );
    }
    const answer = call();
    this.underway.add(answer);
    answer.then(
      () => this.underway.delete(answer),
      (error: unknown) => {
        this.underway.delete(answer);
        this.failure ??= { error };
      },
    );
    return answer;
  }
}
