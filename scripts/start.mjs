// `npm start`: builds what is out of date, then serves, in one process: a second one would cost a start of Node.
await import('./ensure-built.mjs');
await import('../dist/main.js');
