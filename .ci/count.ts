import { existsSync, readFileSync } from 'node:fs'

/* Prints what came of the tests, as the last line `N passed, N failed`; the exit code is 0 only when nothing failed. */

interface TestReport {
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

const [file = '', exitCode = '1', otherFailures = '0'] = process.argv.slice(2)
const say = (line: string): unknown => process.stdout.write(`${line}\n`)

const report: TestReport = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : { numPassedTests: 0, testResults: [] }

const tests = report.testResults.flatMap(({ name, assertionResults }) =>
  assertionResults.map(({ fullName, status }) => ({ name: `${name}: ${fullName}`, status })),
)
// Here everything a suite could need is there, so what was skipped was not tested.
const failed = tests.filter(({ status }) => status !== 'passed')
const unreadable = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
)

for (const { name, status } of failed) say(`${status}: ${name}`)
for (const { name } of unreadable) say(`could not be run: ${name}`)

const known = failed.length + unreadable.length + Number(otherFailures)
// A non-zero end that no test explains: too little coverage, an unhandled rejection, a crash.
const failures = known === 0 && exitCode !== '0' ? 1 : known
say(`${report.numPassedTests} passed, ${failures} failed`)
process.exitCode = failures === 0 ? 0 : 1
