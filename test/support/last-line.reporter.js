import { writeSync } from 'node:fs';

/** What is said of tests that need what this machine may not have: where they stand or what they are called. */
const LACKING = [
  {
    needs: ({ file }) => /[\\/]test[\\/]browser[\\/]/.test(file),
    words: '浏览器测试未运行：找不到 Chromium。apt install chromium 或设 CHROMIUM_PATH',
  },
  {
    needs: ({ name }) => name.includes('(PostgreSQL)'),
    words: 'PostgreSQL 测试未运行：找不到 PostgreSQL 服务器。apt install postgresql 或设 TEST_POSTGRES_URL',
  },
];
const RULE = '!'.repeat(72);

/** What the run leaves unsaid without it: loudly what was skipped and why, then as the last line 'N passed, N failed'. */
export default class LastLineReporter {
  #words = '';

  constructor() {
    // Jest's own summary comes after every reporter's: the last word is had at the very end only.
    process.on('exit', () => say(this.#words));
  }

  onRunComplete(_contexts, results) {
    const skipped = results.testResults.flatMap(({ testFilePath, testResults }) =>
      testResults
        .filter(({ status }) => status !== 'passed' && status !== 'failed')
        .map(({ fullName }) => ({ file: testFilePath, name: fullName })),
    );
    // A file that could not be run has no test to fail: it counts as one.
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const counts = `${results.numPassedTests} passed, ${failed} failed`;
    const last = skipped.length > 0 ? `${counts}, ${skipped.length} skipped` : counts;
    this.#words = [...warningsOf(skipped), last, ''].join('\n');
  }
}

/** A line for each thing that is lacking, and one for each test skipped for a reason of its own. */
function warningsOf(skipped) {
  if (skipped.length === 0) return [];
  const lines = LACKING.flatMap(({ needs, words }) => {
    const count = skipped.filter(needs).length;
    return count > 0 ? [`${words}（${count}项跳过）`] : [];
  });
  const others = skipped.filter((test) => !LACKING.some(({ needs }) => needs(test)));
  return ['', RULE, ...lines, ...others.map(({ name }) => `未运行：${name}`), RULE];
}

/** Writes all of it before the process is gone, also into a pipe that is read slowly. */
function say(words) {
  let bytes = Buffer.from(words);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes));
    } catch (error) {
      if (error.code !== 'EAGAIN') return;
    }
  }
}
