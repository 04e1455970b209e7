import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { parseArgs } from 'node:util';
import { COMMANDS, type Given } from './cli/commands.js';
import { RuleBroken } from './domain/errors.js';
import { wordsFor } from './web/messages.js';

const HELP = [
  '用法：npm run luoshi -- 命令 [选项]，每个命令都可加 --json',
  '',
  ...Object.values(COMMANDS).map(({ usage, what }) => `  ${usage}\n      ${what}`),
].join('\n');

/** The same program from a terminal: words for people, one JSON document with --json, exit code 1 on failure. */
async function main(): Promise<void> {
  if (existsSync('.env')) loadEnvFile('.env');
  const [name = 'help', ...rest] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    console.log(HELP);
    process.exitCode = ['help', '--help', '-h'].includes(name) ? 0 : 1;
    return;
  }
  const given = parse(rest);
  const answer = await command.run(given);
  console.log(given.options.json ? JSON.stringify(answer.json, null, 1) : answer.words);
  if (answer.failed) process.exitCode = 1;
}

function parse(args: string[]): Given {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        activate: { type: 'boolean' },
        from: { type: 'string' },
        to: { type: 'string' },
        kind: { type: 'string' },
        state: { type: 'string' },
        name: { type: 'string' },
        role: { type: 'string' },
        unit: { type: 'string' },
        'second-factor': { type: 'boolean' },
      },
    });
    return { file: positionals[0], words: positionals, options: values };
  } catch {
    throw new RuleBroken('usage', { problem: `看不懂选项 ${args.join(' ')}`, help: HELP });
  }
}

main().catch((error: unknown) => {
  if (error instanceof RuleBroken) {
    const said = wordsFor(error.code, error.facts);
    console.error(`${said.happened}\n${said.next}`);
  } else console.error(error);
  process.exitCode = 1;
});
