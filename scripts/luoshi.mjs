// `npm run luoshi -- COMMAND`: the same from a terminal.
await import('./ensure-built.mjs');
await import('../dist/cli.js');
