import { createHash } from 'node:crypto';
import { type NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import { json, type NextFunction, type Request, type Response } from 'express';
import { join } from 'node:path';

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** What every answer has in common: headers, compression, the stylesheet under its versioned address. */
export function prepareServer(app: NestExpressApplication, templatesDir: string, https: boolean): void {
  app.disable('x-powered-by');
  // Pages are never cached, so hashing each one for an ETag would be work for nothing.
  app.disable('etag');
  app.use(compression());
  app.use((_request: Request, response: Response, next: NextFunction) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (https) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
    next();
  });
  app.useStaticAssets(join(templatesDir, 'assets'), {
    prefix: '/assets',
    setHeaders: (response: Response) => {
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    },
  });
  app.useBodyParser('urlencoded', { extended: false, limit: '1mb' });
  app.use(keyByContent);
  // Only programs speak JSON; a page's form never does.
  app.use('/api', json({ limit: '1mb' }));
}

/**
 * Makes the key of a form that of its content, too: the same form sent again is the same act, one that was gone back to and
 * edited is another.
 */
function keyByContent(request: Request, _response: Response, next: NextFunction): void {
  const body = request.body as Record<string, unknown> | undefined;
  if (typeof body?.['token'] === 'string' && body['token'] !== '')
    body['token'] = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
  next();
}
