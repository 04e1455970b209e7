import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Secret as OneTimeSecret, TOTP } from 'otpauth';
import { encode } from 'uqr';
import { type Account } from '../domain/accounts.js';
import { openSecret, type Secret } from '../secret.js';
import { type Settings } from '../settings.js';
import { SETTINGS } from '../web/tokens.js';

const STEP_SECONDS = 30;
/** A phone's clock may be a step off. */
const STEPS_OFF = 1;
const SECRET_BYTES = 20;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What somebody's authenticator is told: as a picture and as text. */
export interface Proposal {
  /** Base32, as it is kept (encrypted) once a code has proved it. */
  secret: string;
  /** One square of 1 × 1 a dark module, as the path of an SVG of `size` × `size`. */
  path: string;
  size: number;
}

/** 两步验证: codes of an authenticator (TOTP, RFC 6238); its secret is encrypted at rest with what this installation alone knows. */
@Injectable()
export class SecondFactor {
  private readonly secret: Secret;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.secret = openSecret(settings);
  }

  /** The secret proposed to a session: the same as long as the account is unchanged, so that showing it keeps nothing. */
  proposalFor({ id, login, version }: Account, sessionHash: string): Proposal {
    const bytes = this.secret.key(`second-factor ${id} ${version} ${sessionHash}`).subarray(0, SECRET_BYTES);
    const secret = new OneTimeSecret({ buffer: new Uint8Array(bytes).buffer }).base32;
    const { data, size } = encode(totpOf(secret, login).toString(), { border: 2 });
    const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')));
    return { secret, path: path.join(''), size };
  }

  /** The time step whose code this is, now or a step off; null where it is none's. */
  stepOf(secret: string, code: string): number | null {
    const totp = totpOf(secret, '');
    const step = totp.counter();
    const timestamp = step * STEP_SECONDS * 1000;
    const delta = totp.validate({ token: code, window: STEPS_OFF, timestamp });
    return delta === null ? null : step + delta;
  }

  /** The same with the kept secret of an account; null also where it has none. */
  stepOfAccount({ totpSecret, id }: Account, code: string): number | null {
    return totpSecret === null ? null : this.stepOf(this.opened(totpSecret, id), code);
  }

  /** A secret as it is kept: nobody reads it without this installation's key, or moves it to another account. */
  sealed(secret: string, accountId: number): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.secret.key('second-factor'), iv);
    cipher.setAAD(Buffer.from(String(accountId)));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
  }

  private opened(sealed: string, accountId: number): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const cipher = createDecipheriv('aes-256-gcm', this.secret.key('second-factor'), bytes.subarray(0, IV_BYTES));
    cipher.setAAD(Buffer.from(String(accountId)));
    cipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([cipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), cipher.final()]).toString('utf8');
  }
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: '落实', label, secret: OneTimeSecret.fromBase32(secret), period: STEP_SECONDS });
}
