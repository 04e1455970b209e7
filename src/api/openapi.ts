import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { z, type ZodType } from 'zod';
import { PERMISSIONS, ROLE_NAMES } from '../domain/permissions.js';
import { ACCESS, type Access } from '../web/access.js';
import { DESCRIBED, type Description } from '../web/described.js';
import { Fits } from '../web/input.js';

export const API_ROOT = '/api/v1';

type Controller = new (...given: never[]) => object;
type Json = Record<string, unknown>;

/** One route as it runs, with what the manual needs of it. */
interface Route {
  method: string;
  path: string;
  access: Access | undefined;
  described: Description | undefined;
  query: ZodType | undefined;
  body: ZodType | undefined;
}

/** The JSON interface as OpenAPI 3.1: made of the running routes and of the very schemas that check what they are given. */
export function openApiOf(controllers: readonly Controller[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of controllers.flatMap(routesOf).filter(({ path }) => path.startsWith(`${API_ROOT}/`))) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '落实 JSON 接口',
      version,
      description: '与页面同一套事实、规则和操作。日期是北京时间的 YYYY-MM-DD，时刻是 UTC 的 ISO 8601。',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }, { session: [] }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => a.localeCompare(b))),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: '在“我的账号”页领取' },
        session: { type: 'apiKey', in: 'cookie', name: 'luoshi' },
      },
      schemas: { Error: ERROR },
    },
  };
}

const ERROR = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: {
        code: { type: 'string' },
        message: { type: 'string' },
        fields: { type: 'object', additionalProperties: { type: 'string' }, description: '有误的字段和原因' },
      },
    },
  },
};

const FAULTS: Readonly<Record<string, string>> = {
  401: '未登录，或令牌无效、已过期、已撤销',
  403: '没有权限',
  404: '没有，或无权查看',
  409: '版本已旧，或现在不能这样办理',
  422: '填写有误，fields 指明字段',
};

function operation(route: Route): Json {
  const faults = ['401', '403', '404', ...(route.body ? ['409'] : []), ...(route.body || route.query ? ['422'] : [])];
  const answer = route.described?.answer;
  return {
    summary: route.described?.summary ?? '',
    description: whoMay(route.access),
    parameters: [...pathParameters(route.path), ...queryParameters(route.query), ...(route.body ? [KEY] : [])],
    ...(route.body ? { requestBody: { required: true, content: json(schemaOf(route.body, 'input')) } } : {}),
    responses: {
      200: { description: '好', content: json(answer ? schemaOf(answer, 'output') : { type: 'object' }) },
      ...Object.fromEntries(
        faults.map((status) => [
          status,
          { description: FAULTS[status], content: json({ $ref: '#/components/schemas/Error' }) },
        ]),
      ),
    },
  };
}

const KEY = {
  ...{ name: 'Idempotency-Key', in: 'header', required: false },
  ...{ schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{8,64}$' }, description: '同一个键重发不会办第二次' },
};

const json = (schema: Json) => ({ 'application/json': { schema } });

function whoMay(access: Access | undefined): string {
  if (access === undefined || access === 'anyone') return '任何人';
  return PERMISSIONS[access].map((role) => ROLE_NAMES[role]).join('、');
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
  }));
}

function queryParameters(query: ZodType | undefined): Json[] {
  const made: Json = query ? schemaOf(query, 'input') : {};
  const properties = (made['properties'] ?? {}) as Record<string, Json>;
  const required = (made['required'] ?? []) as string[];
  return Object.entries(properties).map(([name, schema]) => ({
    ...{ name, in: 'query', required: required.includes(name), schema },
  }));
}

/** A zod schema as JSON Schema: of what is sent, or of what is answered. */
export function schemaOf(schema: ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return made;
}

/** The routes that a controller declares. */
function routesOf(controller: Controller): Route[] {
  const base = Reflect.getMetadata(PATH_METADATA, controller) as string;
  const members = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype as object));
  return members.flatMap(([name, { value }]): Route[] => {
    if (name === 'constructor' || typeof value !== 'function') return [];
    const told = <T>(key: string) => Reflect.getMetadata(key, value as object) as T;
    const path = told<string | undefined>(PATH_METADATA);
    if (path === undefined) return [];
    return [
      {
        method: (RequestMethod[told<number>(METHOD_METADATA)] ?? 'all').toLowerCase(),
        path: `/${base}/${path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
        access: told<Access | undefined>(ACCESS),
        described: told<Description | undefined>(DESCRIBED),
        query: schemaAt(controller, name, RouteParamtypes.QUERY),
        body: schemaAt(controller, name, RouteParamtypes.BODY),
      },
    ];
  });
}

/** The schema of the pipe that checks a parameter of a handler. */
function schemaAt(controller: Controller, handler: string, kind: RouteParamtypes): ZodType | undefined {
  const given = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) as
    Record<string, { pipes: unknown[] }> | undefined;
  const found = Object.entries(given ?? {}).find(([key]) => key.startsWith(`${kind}:`));
  const pipe = found?.[1].pipes.find((one) => one instanceof Fits);
  return pipe instanceof Fits ? (pipe.schema as ZodType) : undefined;
}
