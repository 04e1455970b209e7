import 'reflect-metadata';
import { type AddressInfo, createServer } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { RuleBroken } from './domain/errors.js';
import { TEMPLATES } from './places.js';
import { type Program } from './program.js';
import { isHttps, type Settings } from './settings.js';
import { prepareServer } from './web/server.js';

/** The web application over an open program, not yet listening. */
export async function createApp(program: Program, ticking: boolean): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(program, ticking), {
    logger: ['error', 'warn'],
    bodyParser: false,
    abortOnError: false,
  });
  app.use((_request: unknown, _response: unknown, next: (error?: unknown) => void) => {
    program.settled.then(() => next(), next);
  });
  prepareServer(app, TEMPLATES, isHttps(program.settings));
  return app;
}

/**
 * The port to listen on: the settings' own (0: any free one), or the next free one where none was asked for. Asked before
 * anything is opened, so that a taken port changes nothing. Throws `RuleBroken('port-taken')`.
 */
export async function freePort({ port, portGiven, host }: Settings): Promise<number> {
  const last = portGiven ? port : port + 20;
  for (let candidate = port; candidate <= last; candidate++) {
    const free = await tryPort(candidate, host);
    if (free !== null) return free;
  }
  throw new RuleBroken('port-taken', { port });
}

/** The port that was listened on for a moment; null where it is taken. */
function tryPort(port: number, host: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', ({ code }: NodeJS.ErrnoException) =>
      code === 'EADDRINUSE' ? resolve(null) : reject(new RuleBroken('cannot-listen', { host, port, reason: code })),
    );
    probe.listen(port, host, () => {
      const listening = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(listening));
    });
  });
}
