import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Settings } from './settings.js';

/** What this installation alone knows: mail links and second factors are made and read with it. */
export interface Secret {
  /** The same text for the same purpose for ever: a mail that is sent again carries the same link. */
  of(purpose: string): string;
  /** 32 bytes for a cipher. */
  key(purpose: string): Buffer;
}

/**
 * The secret of an installation, made at its first start (`secret` in the data directory, 0600). The demonstration's is known to
 * everybody: it listens to this machine only, and two demonstrations send the same mails.
 */
export function openSecret({ mode, dataDir }: Pick<Settings, 'mode' | 'dataDir'>): Secret {
  const secret = mode === 'demo' ? 'demonstration' : kept(join(dataDir, 'secret'));
  const mac = (purpose: string) => createHmac('sha256', secret).update(purpose);
  return {
    of: (purpose) => mac(purpose).digest('base64url').slice(0, 32),
    key: (purpose) => mac(purpose).digest(),
  };
}

function kept(file: string): string {
  if (!existsSync(file)) {
    try {
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process was a moment quicker: its secret is ours.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return readFileSync(file, 'utf8').trim();
}

/** How a secret text is kept in the database: its hash finds the row and gives nothing away. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Signs the address for answers to one mail: 80 bits in small letters and figures, which every server leaves alone. */
export function replySignature(secret: Secret, { messageId }: { messageId: string }): string {
  return secret.key(`reply:${messageId}`).toString('hex').slice(0, 20);
}
