import { type Post } from '../../src/mail/deliver.js';
import { type Envelope } from '../../src/mail/message.js';
import { TEMPLATES } from '../../src/places.js';
import { createViewEngine } from '../../src/rendering/view-engine.js';
import { type Storage } from '../../src/storage/doors.js';

const engine = createViewEngine(TEMPLATES);
const secret = { of: (purpose: string) => Buffer.from(purpose).toString('base64url'), key: () => Buffer.alloc(32) };

/** A way from a database into a mailbox that takes everything, and what it got. */
export function mailbox(storage: Storage): { got: Envelope[]; post: Post } {
  const got: Envelope[] = [];
  const transport = {
    ...{ describe: '信箱', repeatable: false, lanes: 1, greet: () => Promise.resolve(), close: () => undefined },
    send: (mail: Envelope) => Promise.resolve((got.push(mail), '250 taken')),
  };
  return { got, post: { storage, engine, transport, baseUrl: 'http://luoshi.test', secret } };
}
