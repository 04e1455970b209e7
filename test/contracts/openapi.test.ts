import { ModulesContainer } from '@nestjs/core';
import { ACT_BODY, ITEM_ACTS } from '../../src/api/acts.js';
import { schemaOf } from '../../src/api/openapi.js';
import { DESCRIBED } from '../../src/web/described.js';
import { openTestProgram, startTestServer, type TestServer } from '../support/program.js';
import { jsonAt } from '../support/pages.js';
import { routesOf } from './routes.js';

interface Manual {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
}
interface Operation {
  summary: string;
  parameters: { name: string; in: string }[];
  requestBody?: { content: { 'application/json': { schema: unknown } } };
  responses: Record<string, unknown>;
}

let server: TestServer;
let manual: Manual;

beforeAll(async () => {
  server = await startTestServer(await openTestProgram({ played: false }));
  manual = (await jsonAt<Manual>(server.visit, '/api/openapi.json')).body;
});
afterAll(() => server.close());

const operations = (): [string, Operation][] =>
  Object.entries(manual.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );

test('The manual of the JSON interface names every route under /api/v1 and no other', () => {
  const running = routesOf(server.app)
    .map(({ name }) => name)
    .filter((name) => name.includes(' /api/v1/'));
  expect(running.length).toBeGreaterThan(5);
  expect(
    operations()
      .map(([name]) => name.replace(/\{(\w+)\}/g, ':$1'))
      .sort(),
  ).toEqual(running.sort());
  expect([manual.openapi, manual.info.version]).toEqual(['3.1.0', expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
});

test('Every operation says what it gives, what it takes and how it fails', () => {
  for (const [name, { summary, parameters, responses, requestBody }] of operations()) {
    expect([name, summary]).toEqual([name, expect.stringMatching(/\p{Script=Han}{2}/u)]);
    const inPath = parameters.filter((one) => one.in === 'path').map((one) => one.name);
    expect([name, inPath]).toEqual([name, [...name.matchAll(/\{(\w+)\}/g)].map(([, one]) => one)]);
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '401', '403', '404']));
    expect([name, requestBody !== undefined]).toEqual([name, name.startsWith('POST')]);
  }
});

test('No address of the JSON interface checks its query unseen by the manual', () => {
  const list = manual.paths['/api/v1/plans/{plan}/assignments']?.['get'];
  expect(list?.parameters.map(({ name }) => name)).toEqual([
    ...['plan', 'phase', 'measure', 'unit', 'standing', 'page', 'perPage'],
  ]);
});

test('The body of an act in the manual is the schema that checks it: one shape for each act', () => {
  const told = manual.paths['/api/v1/assignments/{id}/acts']?.['post']?.requestBody?.content['application/json'];
  expect(told?.schema).toEqual(JSON.parse(JSON.stringify(schemaOf(ACT_BODY, 'input'))));
  const shapes = (told?.schema as { oneOf: { properties: { act: { const: string } }; required: string[] }[] }).oneOf;
  expect(shapes.map(({ properties }) => properties.act.const)).toEqual(ITEM_ACTS.map(({ act }) => act));
  for (const { required } of shapes) expect(required).toEqual(expect.arrayContaining(['act', 'version']));
});

test('Every route under /api/v1 is described where it stands', () => {
  const handlers = [...server.app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as new () => object),
  );
  const undescribed = routesOf(server.app)
    .filter(({ name }) => name.includes(' /api/v1/'))
    .filter(({ handler }) => {
      const [controller, method] = handler.split('.') as [string, string];
      const prototype = handlers.find(({ name }) => name === controller)?.prototype as Record<string, object>;
      return Reflect.getMetadata(DESCRIBED, prototype[method]!) === undefined;
    });
  expect(undescribed).toEqual([]);
});
