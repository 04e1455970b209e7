import asyncHooks from 'node:async_hooks';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

// Jest gives each test file a context of node:vm, where every look at a global, be it `Math` or `Promise`, costs a hundred times
// what it costs elsewhere (nodejs/node#31658): a fifth to a third of what a test of the whole program takes. Here a file
// runs in the context that is there. The program's modules are new in each file all the same, and what it leaves on
// what outlives it is taken away.

/** Stands for the context that is there in what jest asks of node:vm. */
const HERE = {};

const here = (options) => (options?.context === HERE ? { ...options, context: undefined } : options);
const { compileFunction, SourceTextModule, SyntheticModule } = vm;

vm.compileFunction = (code, names, { parsingContext, ...options }) =>
  compileFunction(code, names, parsingContext === HERE ? options : { ...options, parsingContext });
vm.SourceTextModule = class extends SourceTextModule {
  constructor(code, options) {
    super(code, here(options));
  }
};
vm.SyntheticModule = class extends SyntheticModule {
  constructor(names, evaluate, options) {
    super(names, evaluate, here(options));
  }
};

// Until version 24 Node tells each promise to every scope that was ever used: those of a hundred finished files would cost more
// than the tests.
const scopes = new Set();
const { AsyncLocalStorage } = asyncHooks;
asyncHooks.AsyncLocalStorage = class extends AsyncLocalStorage {
  constructor(...given) {
    super(...given);
    scopes.add(this);
  }
};

/** How the transformers of libraries reach Node's own loader. */
globalThis[Symbol.for('luoshi.library')] = {
  require: createRequire(import.meta.url),
  import: (address) => import(address),
};

/** What jest and tests replace on objects that outlive the file. */
const REPLACED = [
  [globalThis, 'console'],
  [process, 'exit'],
  [process, 'getBuiltinModule'],
];

/** Jest's environment of Node without a context of its own for each file. */
export default class OneContext extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
    this.names = new Set(Reflect.ownKeys(globalThis));
    this.replaced = REPLACED.map(([object, name]) => object[name]);
    this.settings = { ...process.env };
  }

  getVmContext() {
    return HERE;
  }

  async teardown() {
    await super.teardown();
    for (const name of Reflect.ownKeys(globalThis)) if (!this.names.has(name)) Reflect.deleteProperty(globalThis, name);
    REPLACED.forEach(([object, name], i) => (object[name] = this.replaced[i]));
    for (const name of Object.keys(process.env)) if (!(name in this.settings)) delete process.env[name];
    Object.assign(process.env, this.settings);
    for (const scope of scopes) scope.disable();
    scopes.clear();
  }
}
