/** Puts, in place of a library's module in the older format, what Node itself has required: once for all files of a worker. */
export default {
  process: (source, path, { supportsDynamicImport }) => ({
    // What a run's set-up and its end load is loaded by Node already.
    code: supportsDynamicImport
      ? `module.exports = globalThis[Symbol.for('luoshi.library')].require(${JSON.stringify(path)});`
      : source,
  }),
};
