import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { notesAtStart } from './accounts/first-admin.js';
import { RuleBroken } from './domain/errors.js';
import { momentOf } from './clock.js';
import { openProgram } from './program.js';
import { createApp, freePort } from './serve.js';
import { pageAddress, readSettings } from './settings.js';
import { wordsFor } from './web/messages.js';

/** Boot: settings → program → app → listen; whatever is wrong is said in a sentence, with exit code 1. */
async function main(): Promise<void> {
  if (existsSync('.env')) loadEnvFile('.env');
  const settings = readSettings(process.env);
  const port = await freePort(settings);
  const program = await openProgram({ ...settings, port });
  try {
    const app = await createApp(program, true);
    const start = settings.clockGiven && settings.clockStart ? momentOf(settings.clockStart).at : null;
    await app.listen(port, settings.host);
    // The first start of a demonstration plays six weeks; who is quick enough to ask meanwhile waits for its end.
    program.settled = program.runner.resume(start);
    console.log(`落实已启动：${pageAddress({ ...settings, port, baseUrl: null })}`);
    console.log(`  模式：${settings.mode === 'demo' ? '演示（示例方案，演示时钟）' : '正式'}`);
    console.log(`  数据：${settings.databaseUrl ? 'PostgreSQL' : settings.dataDir}`);
    console.log(`  邮件：${program.transport.describe}`);
    for (const note of await notesAtStart(program.storage, settings)) console.log(note);
    console.log('  停止：按 Ctrl+C');
    const stop = async (): Promise<void> => {
      await app.close();
      await program.close();
      process.exit(0);
    };
    process.once('SIGINT', () => void stop());
    process.once('SIGTERM', () => void stop());
    await program.settled;
    await program.runner.tick();
  } catch (error) {
    await program.close();
    throw error;
  }
}

main().catch((error: unknown) => {
  if (error instanceof RuleBroken) {
    const said = wordsFor(error.code, error.facts);
    console.error(`${said.happened}\n${said.next}`);
  } else console.error(error);
  process.exit(1);
});
