import { RequestMethod } from '@nestjs/common';
import { INTERCEPTORS_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import Database from 'better-sqlite3';
import { sqliteFile } from '../../src/settings.js';
import { ACCESS } from '../../src/web/access.js';
import { KeptPages } from '../../src/web/kept.js';
import { type App, type TestServer, type Visitor } from '../support/program.js';

/** A route of the running application as its controller declares it. */
export interface Route {
  /** 'GET /plans/:id'. */
  name: string;
  handler: string;
  /** Who may use it; undefined where nobody said. */
  access: unknown;
  /** Whether what it shows is handed out again while nothing changes. */
  kept: boolean;
}

/** Every route of every controller in the running application. */
export function routesOf(app: App): Route[] {
  return [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .flatMap(({ metatype }) => routesOfController(metatype as new () => object));
}

function routesOfController(controller: new () => object): Route[] {
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
  const members = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype as object));
  return members.flatMap(([name, { value }]) => {
    if (name === 'constructor' || typeof value !== 'function') return [];
    const handler = value as object;
    const path = Reflect.getMetadata(PATH_METADATA, handler) as string | undefined;
    if (path === undefined) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] ?? '?';
    const access: unknown = Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller);
    const address = `/${base}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
    const interceptors = (Reflect.getMetadata(INTERCEPTORS_METADATA, handler) ?? []) as unknown[];
    const kept = interceptors.includes(KeptPages);
    return [{ name: `${method} ${address}`, handler: `${controller.name}.${name}`, access, kept }];
  });
}

/** Every route that the server beneath answers, however it got there. */
export function routesOfServer(app: App): string[] {
  const server: unknown = app.getHttpAdapter().getInstance();
  const { stack } = (server as { router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] } })
    .router;
  return stack.flatMap(({ route }) =>
    route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
  );
}

/** The seven visitors that every route is tried with: unit 1 is the one whose pages are asked for. */
export const ROLES = ['nobody', 'office', 'leader', 'admin', 'auditor', 'own liaison', 'other liaison'] as const;
export type Role = (typeof ROLES)[number];

/** Signs a role in; each call is a session of its own. */
export async function signInAs({ program, visit, signIn }: TestServer, role: Role): Promise<Visitor> {
  if (role === 'nobody') return visit;
  const unitId = { 'own liaison': 1, 'other liaison': 2 }[role as string];
  if (unitId === undefined) return signIn(role);
  return signIn(`liaison:${(await program.storage.read((stores) => stores.plans.unit(unitId)))?.name}`);
}

/** '200', or '303 /sign-in' where the answer leads elsewhere. */
export function answerOf({ status, headers }: Response): string {
  return [String(status), headers.get('location') ?? ''].join(' ').trim();
}

/** What using a page notes once a minute, on a machine slow enough for that: when a session was last used, and that something was written. */
export const NOTED = ['session', 'write_lock'];

/** Every row of every table as text, the sessions apart; the write lock's turn shows even a write that changed nothing. */
export function rowsOf({ program }: TestServer, leaveOut: readonly string[] = ['session']): Record<string, string[]> {
  const database = new Database(sqliteFile(program.settings), { readonly: true });
  try {
    const tables = database.prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
    const kept = tables.map(({ name }) => name).filter((name) => !leaveOut.includes(name));
    return Object.fromEntries(
      kept.map((name) => [
        name,
        database
          .prepare(`SELECT * FROM "${name}"`)
          .all()
          .map((row) => JSON.stringify(row)),
      ]),
    );
  } finally {
    database.close();
  }
}
