import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { RuleBroken } from './domain/errors.js';
import { type Program, TEMPLATES } from './program.js';
import { prepareServer } from './web/server.js';

/** The web application over an open program, not yet listening. */
export async function createApp(program: Program, ticking: boolean): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.of(program, ticking), {
    logger: ['error', 'warn'],
    bodyParser: false,
    abortOnError: false,
  });
  prepareServer(app, TEMPLATES);
  return app;
}

/** Listens on the settings' port, or the next free one where none was asked for; returns the port. Throws `RuleBroken('port-taken')`. */
export async function listen(app: NestExpressApplication, { settings }: Program): Promise<number> {
  const tries = settings.portGiven ? 1 : 20;
  for (let port = settings.port; port < settings.port + tries; port++) {
    try {
      await app.listen(port, settings.host);
      const address = app.getHttpServer().address() as { port: number };
      return address.port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new RuleBroken('port-taken', { port: settings.port });
}
