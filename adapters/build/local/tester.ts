import { dirname, join } from 'node:path'
import { testCountsIn } from '../../../src/domain/test-counts.ts'
import type { Tester, TestOrder, TestOutcome } from '../../../src/ports/tester.ts'
import { failed } from '../../../src/ports/work-outcome.ts'
import { handOver, removeTree } from '../../process/confined-folder.ts'
import { lock } from '../../process/lock-file.ts'
import { logTail } from '../../process/log-tail.ts'
import { makePassage } from '../../workspace/passage.ts'
import { type BuildLog, openBuildLog } from './build-log.ts'
import type { BuilderConfig, BuiltService, TestCommand } from './builder.ts'
import { diskFull, isDiskFull } from './disk-full.ts'
import { buildEnvironment, endEarlier, NOTE, withoutFolder } from './earlier-work.ts'
import { pruneTestLogs } from './prune-test-logs.ts'
import { type BuildEnd, runBuild } from './run-build.ts'

/** Where commits are tested, beside the releases of their service. */
const FOLDER = 'tests'

/**
 * Tests commits on this host, each in a checkout of its own that is removed afterwards, so that no test changes a release.
 * A commit is tested by one at a time.
 */
export function createTester(config: Omit<BuilderConfig, 'foldersInUse'>): Tester {
  const byId = new Map(config.services.map((service) => [service.id, service]))
  return {
    async test(order, signal) {
      const service = byId.get(order.service)
      if (!service)
        return failed(`No service ${order.service} is configured for this host.`, 'Add it to the configuration.')
      const { test } = service
      if (!test)
        return failed(`${service.id} has no tests in shipmate.yaml.`, `Add test: [npm, test] to ${service.id} there.`)
      try {
        return await testAlone(config, { service, test, order, signal })
      } catch (error) {
        if (signal.aborted) return { kind: 'cancelled' }
        if (isDiskFull(error)) return diskFull(config.releases)
        throw error
      }
    },
  }
}

type Config = Omit<BuilderConfig, 'foldersInUse'>

interface Work {
  readonly service: BuiltService
  readonly test: TestCommand
  readonly order: TestOrder
  readonly signal: AbortSignal
}

async function testAlone(config: Config, work: Work): Promise<TestOutcome> {
  const { service, order, signal } = work
  const { sha } = order.release
  const { confinement } = config
  const folder = join(config.releases, service.id, FOLDER)
  makePassage(folder)
  const held = await lock(join(folder, `${sha}.lock`), signal)
  const checkout = join(folder, sha)
  try {
    await endEarlier({ folder, sha })
    await removeTree(checkout, confinement)
    const checkedOut = await config.checkout.checkOut(service.id, order.release, checkout, signal)
    if (checkedOut.kind === 'cancelled' || checkedOut.kind === 'failed') return checkedOut
    await handOver(checkout, confinement)
    return await testIn(config, work, checkout)
  } finally {
    await removeTree(checkout, confinement)
    held.release()
    // What goes wrong there is no fault of the tests; the next ones try again.
    await pruneTestLogs(folder).catch(() => undefined)
  }
}

/** The build first, then the tests, each with a log of its own that stays for a while. */
async function testIn(config: Config, work: Work, checkout: string): Promise<TestOutcome> {
  const { service, test, order } = work
  const { version } = order.release
  const built = await logged(`${checkout}.build.log`, (log) =>
    runIn(config, work, checkout, log, { command: service.build ?? [], timeoutSeconds: service.buildTimeoutSeconds }),
  )
  const building = {
    what: `The build of ${version}`,
    timeout: 'buildTimeoutSeconds',
    limit: service.buildTimeoutSeconds,
  }
  if (built.end.kind !== 'succeeded') return outcomeOf(config, work, built, built.end, { ...building, checkout })
  const tested = await logged(`${checkout}.log`, (log) => runIn(config, work, checkout, log, test))
  const counts = testCountsIn(tested.output)
  if (tested.end.kind === 'succeeded') return { kind: 'passed', ...(counts && { counts }) }
  const failing = counts && counts.failed > 0 ? ` (${counts.failed} of ${counts.passed + counts.failed} failed)` : ''
  const what = `The test run of ${version}${failing}`
  return outcomeOf(config, work, tested, tested.end, {
    what,
    timeout: 'testTimeoutSeconds',
    limit: test.timeoutSeconds,
    checkout,
  })
}

interface Ended {
  readonly end: BuildEnd
  readonly output: string
  readonly path: string
}

async function logged(path: string, run: (log: BuildLog) => Promise<BuildEnd>): Promise<Ended> {
  const log = await openBuildLog(path)
  try {
    const end = await run(log)
    return { end, output: log.end(), path }
  } finally {
    await log.close()
  }
}

function runIn(
  { confinement }: Config,
  { order, signal }: Work,
  checkout: string,
  log: BuildLog,
  command: TestCommand,
): Promise<BuildEnd> {
  const environment = buildEnvironment(order, confinement, dirname(checkout))
  return runBuild({ ...command, cwd: checkout, confinement, environment, note: `${checkout}${NOTE}`, log, signal })
}

interface Told {
  /** As the start of a sentence. */
  readonly what: string
  readonly timeout: string
  readonly limit: number
  readonly checkout: string
}

function outcomeOf(
  { releases, redact }: Config,
  { service }: Work,
  { output, path }: Ended,
  end: Exclude<BuildEnd, { kind: 'succeeded' }>,
  { what, timeout, limit, checkout }: Told,
): TestOutcome {
  const tail = logTail(withoutFolder(output, checkout), redact)
  if (end.kind === 'cancelled') return { kind: 'cancelled' }
  if (end.kind === 'timed-out') {
    const remedy = `See where it hangs in ${path}, or allow ${service.id} a longer ${timeout}.`
    return failed(`${what} took longer than ${limit} s and was stopped.`, remedy, tail)
  }
  if (isDiskFull(output)) return diskFull(releases, tail)
  return failed(`${what} ${end.how}.`, `Fix what its log shows (full log: ${path}), then ask again.`, tail)
}
