import { type MigrationInterface } from 'typeorm';
import { Foundation } from './0001-foundation.js';
import { People } from './0002-people.js';
import { Work } from './0003-work.js';
import { Mail } from './0004-mail.js';
import { Requests } from './0005-requests.js';
import { Intakes } from './0006-intakes.js';
import { Closures } from './0007-closures.js';
import { Leaving } from './0008-leaving.js';
import { DroppedPhases } from './0009-dropped-phases.js';

/** Every migration in order; a number once released is never used again and its file never changed. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [
  Foundation,
  People,
  Work,
  Mail,
  Requests,
  Intakes,
  Closures,
  Leaving,
  DroppedPhases,
];

/** The names that this program may find in a database's own list of migrations. */
export const KNOWN_MIGRATIONS: ReadonlySet<string> = new Set(
  MIGRATIONS.map((Migration) => new Migration().name ?? Migration.name),
);
