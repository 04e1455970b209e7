import { type IntakeDraft } from '../../src/domain/intake.js';
import { form, openTestProgram, startTestServer, type TestServer, type Visitor } from './program.js';

/** A server at the start of its plan with the office signed in, and what it does at the import desk; whoever opens it closes the server. */
export async function openDesk() {
  const server = await startTestServer(await openTestProgram({ played: false }));
  const office = await server.signIn('office');
  return { server, office, desk: deskOf(server, office) };
}

/** What the office does at a server's import desk. */
export function deskOf(server: TestServer, office: Visitor) {
  const kept = async (id: number) => (await server.program.storage.read((stores) => stores.intakes.byId(id)))!;
  const draftOf = async (id: number) => JSON.parse((await kept(id)).draft) as IntakeDraft;

  /** Hands a text in, as the office; returns the number of the intake. */
  async function takeIn(text: string): Promise<number> {
    const answer = await office('/intakes', form({ text }));
    expect(answer.status).toBe(303);
    return Number(/^\/intakes\/(\d+)\?said=intake-(?:taken|known)$/.exec(answer.headers.get('location') ?? '')?.[1]);
  }

  /** Sends one of an intake's forms with the version that its page shows. */
  async function edit(id: number, part: string, fields: Record<string, string>): Promise<Response> {
    const { version } = await kept(id);
    const path = part === 'activation' || part === 'dropping' ? part : 'acts';
    return office(`/intakes/${id}/${path}`, form({ act: part, version: String(version), ...fields }));
  }

  async function edited(id: number, part: string, fields: Record<string, string>): Promise<string> {
    const answer = await edit(id, part, fields);
    expect([part, answer.status]).toEqual([part, 303]);
    return answer.headers.get('location') ?? '';
  }

  return { kept, draftOf, takeIn, edit, edited };
}
