/** Puts, in place of a library's module in the older format, what Node itself has required: once for all files of a worker. */
export default {
  process: (_source, path) => ({
    code: `module.exports = globalThis[Symbol.for('luoshi.library')].require(${JSON.stringify(path)});`,
  }),
};
