import { pathToFileURL } from 'node:url';

/** Puts, in place of a library's module, what Node itself has imported: once for all files of a worker. */
export default {
  async processAsync(_source, path) {
    const address = pathToFileURL(path).href;
    const names = Object.keys(await import(address));
    return {
      code: [
        `const library = await globalThis[Symbol.for('luoshi.library')].import(${JSON.stringify(address)});`,
        ...names.map((name, i) => `const x${i} = library[${JSON.stringify(name)}];`),
        `export { ${names.map((name, i) => `x${i} as ${JSON.stringify(name)}`).join(', ')} };`,
      ].join('\n'),
    };
  },
};
