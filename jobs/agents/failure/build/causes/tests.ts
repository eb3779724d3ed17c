import { type CausePattern, quoted } from '../cause.ts'

const READ = 'Run that test on your machine; fix it or the code that it tests.'

const failedTest = (...names: readonly string[]): string => {
  const name = names.find((one) => one !== '')
  return name === undefined
    ? 'A test failed.'
    : `A test failed: ${quoted(name.replace(/ {1,4}[([]?\d[\d.]{0,9} ?m?s[)\]]?$/, ''))}.`
}

const test = (line: RegExp, more: Partial<CausePattern> = {}): CausePattern => ({
  kind: 'test',
  rank: 'own',
  line,
  cause: failedTest,
  nextStep: READ,
  ...more,
})

/** Lines that name a test that failed, by runner. */
export const testCauses: readonly CausePattern[] = [
  // Vitest and Jest name the test, and Jest the file before.
  test(/^\s{0,8}● (.{1,60} › .{1,200}|Test suite failed to run)/),
  test(/^\s{0,12}[×✕✗] (.{1,200})/, {
    unless: /[×✕✗] (?:\d{1,6} (?:error|problem|warning)|Build failed|Formatter would|Some errors)/,
  }),
  test(/^\s{0,4}FAIL\s{1,4}(?:\|?[\w@/ -]{1,40}\| )?(\S{1,200}(?: > .{1,200})?)/, {
    unless: /^FAIL\s{1,8}\S{1,200}\s{1,8}(?:\d|\[)/,
  }),
  // node:test, and TAP.
  test(/^\s{0,12}✖ (.{1,200})/, { unless: /✖ (?:failing tests:|\d{1,6} (?:problem|error|warning))/ }),
  test(/^\s{0,12}not ok \d{1,6}(?: -)? (.{1,200})/, { unless: /# (?:TODO|SKIP)/i }),
  test(/^\s{0,4}⎯{2,40} Unhandled (?:Errors?|Rejection|Exception) ⎯/, {
    cause: () => 'An error that no test catches makes the tests fail.',
    nextStep:
      'Look where the lines say it comes from: a promise that nobody awaits, or what is set up before the tests.',
    follows: 5,
  }),
  // unittest, pytest.
  test(/^(?:FAIL|ERROR): (\w{1,120} \([\w.]{1,200}\))/),
  test(/^(?:FAILED|ERROR) (\S{1,200}\.py\S{0,200})/),
  test(/^_{3,60} (?:ERROR (?:collecting|at setup of) )?(\S{1,200}) _{3,60}$/),
  // Go.
  test(/^\s{0,12}--- FAIL: (\S{1,200})/, { follows: 2 }),
  test(/^FAIL\s{1,8}(\S{1,200})\s{1,8}(?:\d|\[(?:build|setup) failed)/),
  test(/^panic: test timed out after (\S{1,20})/, { cause: (limit = '') => `The tests took longer than ${limit}.` }),
  // Rust, Java.
  test(/^test (\S{1,200}) \.\.\. FAILED/),
  test(/^\[ERROR\] {1,4}(?:Tests run: \d|(\w[\w.$]{1,200}\.\w{1,100}(?::\d{1,6})?) )/, {
    unless: /Failures: 0, Errors: 0/,
  }),
  test(/^No tests? (?:files )?found, exiting with code [1-9]|^=+ no tests ran/, {
    cause: () => 'There are no tests to run.',
    nextStep: 'Check where the tests are and what their files are called, or leave the step out.',
  }),
  // Too little is tested.
  test(
    /[Cc]overage .{0,60}\(\d[\d.]*%\).{0,20} (?:does not meet|not met)|[Rr]equired test coverage of \S{1,10} not reached/,
    {
      cause: () => 'The tests pass, but cover less of the code than required.',
      nextStep: 'Test more of the code that was added, or lower the threshold on purpose.',
    },
  ),
  // Only the summary is there.
  test(
    /^\s{0,8}\d{1,6} failing$|^npm (?:error|ERR!) Test failed|^\s{0,4}Tests?:? .{0,20}\b[1-9]\d{0,5} failed|^\s{0,4}Test Files .{0,20}\b[1-9]\d{0,5} failed|^=+ .{0,40}\b[1-9]\d{0,5} (?:failed|errors?)\b/,
    {
      rank: 'general',
      cause: () => 'Tests failed.',
      nextStep: 'Run the tests on your machine; fix them or the code that they test.',
    },
  ),
]

/** What was expected and what came, in the words of the runner. */
export const ASSERTION =
  /\bAssert(?:ion)?Error\b|^\s{0,12}(?:[A-Z]\w{0,60})?Error(?: \[\w{1,60}\])?: |^\s{0,12}(?:E {2,}\S|Expected(?: values)?\b|Received\b|expect\()|\bgot\b.{1,120}\bwant\b|assertion .{0,40}failed|\bexpected\b.{1,200}\b(?:to|but|received|got)\b/

/** mocha numbers its failures, which only means something when it says that there are some. */
export const numberedFailure = test(/^\s{0,12}\d{1,5}\) (.{1,200})/)
export const SOME_FAILING = /^\s{0,8}[1-9]\d{0,5} failing$/
