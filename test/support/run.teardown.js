import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** After the last test file: drops the databases that the workers noted in the run's folder, then the folder. */
export default async () => {
  const folder = process.env.LUOSHI_TEST_RUN;
  for (const note of readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())) {
    const { server, database } = JSON.parse(readFileSync(join(folder, note.name), 'utf8'));
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
    await client.end();
  }
  rmSync(folder, { recursive: true });
};
