import type { DeployEvidence } from './evidence.ts'
import { isOutOfHours, localTime } from './local-time.ts'

/** `stop` holds a deployment alone; `heavy` asks for a canary alone, and so do two of `light`. */
export type Weight = 'stop' | 'heavy' | 'light'

/** What a person decides about who confirms over a hold: whatever the numbers in its sentence. */
export type GroundId = 'budget' | 'failures' | 'migration' | 'size' | 'hour' | 'others'

export interface Risk {
  /** Left out for what is merely not known. */
  readonly ground?: GroundId
  readonly weight: Weight
  /** For a person. */
  readonly sentence: string
}

type Finder = (evidence: DeployEvidence) => Omit<Risk, 'ground'> | undefined

/** Below this share of the error budget a small mistake uses up the rest. */
const LITTLE_BUDGET = 0.25
const MANY_FAILURES = 3

const budget: Finder = ({ errorBudgetLeft: left }) => {
  if (left === undefined || left >= LITTLE_BUDGET) return undefined
  if (left === 0)
    return { weight: 'stop', sentence: 'The error budget is spent, so only rollbacks and fixes should go out.' }
  return { weight: 'heavy', sentence: `Only ${percent(left)} of the error budget is left.` }
}

const failures: Finder = ({ recentFailures = 0, lastDeployFailed = false, service }) => {
  if (recentFailures >= MANY_FAILURES) {
    return {
      weight: 'stop',
      sentence: `${recentFailures} deployments of ${service} failed within a day; find out why before the next one.`,
    }
  }
  if (lastDeployFailed) return { weight: 'heavy', sentence: `The last deployment of ${service} failed.` }
  if (recentFailures === 0) return undefined
  const times = recentFailures === 1 ? 'A deployment' : `${recentFailures} deployments`
  return { weight: 'light', sentence: `${times} of ${service} failed within a day.` }
}

const migrations: Finder = (evidence) => {
  const touched = evidence.migrationsTouched ?? []
  const [first] = touched
  if (first === undefined) return undefined
  const what = touched.length === 1 ? `a migration (${first})` : `${touched.length} migrations (${first} and others)`
  const time = localTime(evidence.at, evidence.timeZone)
  // Neither a canary nor a rollback undoes what a migration did to the data, so somebody must be there.
  return isOutOfHours(time)
    ? {
        weight: 'stop',
        sentence: `It includes ${what}, which a rollback does not undo, at an hour when few people are around.`,
      }
    : { weight: 'heavy', sentence: `It includes ${what}, which a rollback does not undo.` }
}

/** A size above which the change is large, and above which it is medium. */
const SIZES = [
  { of: 'linesChanged', unit: 'lines', large: 2_000, medium: 500 },
  { of: 'filesChanged', unit: 'files', large: 100, medium: 30 },
  { of: 'commits', unit: 'commits', large: 50, medium: 15 },
] as const

const size: Finder = (evidence) => {
  const above = (limit: 'large' | 'medium') => SIZES.filter((one) => (evidence[one.of] ?? 0) > one[limit])
  const large = above('large')
  const shown = large.length > 0 ? large : above('medium')
  if (shown.length === 0) return undefined
  const numbers = shown.map(({ of, unit }) => `${(evidence[of] ?? 0).toLocaleString('en')} ${unit}`)
  return large.length > 0
    ? { weight: 'heavy', sentence: `It is a large change: ${listed(numbers)}.` }
    : { weight: 'light', sentence: `It is a medium-sized change: ${listed(numbers)}.` }
}

const hour: Finder = ({ at, timeZone }) => {
  const time = localTime(at, timeZone)
  if (!isOutOfHours(time)) return undefined
  return { weight: 'heavy', sentence: `It is ${time.text}: few people are around to fix problems.` }
}

const others: Finder = ({ otherDeploysRunning: running = 0, environment }) => {
  if (running === 0) return undefined
  const deployments = running === 1 ? 'Another deployment is' : `${running} other deployments are`
  return {
    weight: running === 1 ? 'light' : 'heavy',
    sentence: `${deployments} changing ${environment} right now, so it would be hard to tell which one breaks something.`,
  }
}

/** With the size unknown there is no telling whether it is small, so it is treated with care. */
const unknownSize: Finder = (evidence) =>
  evidence.commits === undefined && evidence.filesChanged === undefined && evidence.linesChanged === undefined
    ? { weight: 'heavy', sentence: 'I do not know how large the change is.' }
    : undefined

const finders: readonly (readonly [Finder, GroundId?])[] = [
  [budget, 'budget'],
  [failures, 'failures'],
  [migrations, 'migration'],
  [size, 'size'],
  [unknownSize],
  [hour, 'hour'],
  [others, 'others'],
]

/** What speaks against a deployment now. */
export function risks(evidence: DeployEvidence): readonly Risk[] {
  return finders.flatMap(([find, ground]) => {
    const found = find(evidence)
    return found ? [{ ...found, ...(ground && { ground }) }] : []
  })
}

/** The least that is not nothing is 1 %. */
function percent(share: number): string {
  return `${Math.max(1, Math.round(share * 100))} %`
}

function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}
