import { composer } from '../../src/mail/composer.js';
import { type TestServer, type Visitor } from './program.js';
import { pageAt } from './pages.js';

const BASE = '/plans/1/corrections';

/** The preview of a correction and the fields of its confirmation, as a browser would send them. */
export async function correctionPreview(
  office: Visitor,
  asked: Record<string, string>,
): Promise<{ page: string; fields: Record<string, string> }> {
  const page = await pageAt(office, `${BASE}/preview?${new URLSearchParams(asked).toString()}`);
  const hidden = [...page.matchAll(/<input type="hidden"(?: id="[^"]*")? name="([^"]+)" value="([^"]*)"/g)];
  const own = hidden.slice(hidden.findIndex(([, name]) => name === 'kind'));
  return {
    page,
    fields: { ...Object.fromEntries(own.map(([, name, value]) => [name!, value!])), reason: '原文日期读错' },
  };
}

/** What the newest notice to a unit says. */
export async function newestNotice(server: TestServer, unitId: number) {
  const { mails } = await server.program.storage.read((stores) =>
    stores.outbox.list({ kind: 'notice', unitId, limit: 1, offset: 0 }),
  );
  const mail = mails[0]!;
  const items = await server.program.storage.read((stores) => stores.outbox.items(mail.id));
  const { storage, engine, clock } = server.program;
  const world = { storage, engine, baseUrl: server.base };
  const composed = (await composer(world, [mail], clock.now()))(mail);
  return { name: mail.toName, items: items.length, text: composed?.text ?? '' };
}
