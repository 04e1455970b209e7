import { type EntityManager } from 'typeorm';

/** Which state of the committed data a reader sees. */
export class StampStore {
  constructor(private readonly manager: EntityManager) {}

  /**
   * A text that is the same only as long as nothing was committed, by this process or another: what was read under it need
   * not be read again. Only for `read`: SQLite does not count a connection's own changes.
   */
  async current(): Promise<string> {
    if (this.manager.dataSource.options.type === 'postgres') {
      const [row] = await this.manager.query<{ stamp: string }[]>('SELECT pg_current_snapshot()::text AS stamp');
      return row?.stamp ?? '';
    }
    const [row] = await this.manager.query<{ data_version: number }[]>('PRAGMA data_version');
    return String(row?.data_version);
  }
}
