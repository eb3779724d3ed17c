import type { DriftKind } from '../../../src/domain/drift-kind.ts'
import type { Drift, RemediateEvidence, Remediation, RemediationChoice } from './evidence.ts'

/** A fix that failed this often will fail again, and each try may do harm. */
const MOST_FAILURES = 2
/** After this many failures in all, the cause is not what the drift suggests. */
const MOST_FAILURES_TOGETHER = 6

/** Chooses what to do about a drift among what is allowed, the least drastic first; or that a person must look. */
export function chooseRemediation({ drift, allowed }: RemediateEvidence): RemediationChoice {
  const fitting = allowed.filter(({ fixes }) => fixes.includes(drift.kind))
  const untired = fitting.filter(({ name }) => failuresOf(drift, name) < MOST_FAILURES)
  // A name that stands in the list twice is as dangerous as the worse of the two.
  const dangerous = new Set(allowed.filter(({ effect }) => effect === 'danger').map(({ name }) => name))
  const choice = untired.find(({ name }) => !dangerous.has(name)) ?? untired[0]
  const inVain = failuresTogether(drift)
  if (drift.kind === 'unknown') return toAPerson(`I do not know what is wrong with ${nameOf(drift)}.`)
  if (fitting.length === 0) return toAPerson(`No allowed fix works for ${nameOf(drift)}.`)
  if (choice === undefined)
    return toAPerson(`Every allowed fix for ${nameOf(drift)} has failed ${MOST_FAILURES} times.`)
  if (inVain >= MOST_FAILURES_TOGETHER) return toAPerson(`${inVain} attempts to fix ${nameOf(drift)} have failed.`)
  return chosen({ name: choice.name, isDangerous: dangerous.has(choice.name) }, drift, fitting)
}

interface Choice {
  readonly name: string
  readonly isDangerous: boolean
}

function chosen(choice: Choice, drift: Drift, fitting: readonly Remediation[]): RemediationChoice {
  const tired = fitting.filter(({ name }) => failuresOf(drift, name) >= MOST_FAILURES)
  const asking = whyAsk(choice, drift)
  const reasons = [
    `“${choice.name}” is the least drastic allowed fix for ${nameOf(drift)}.`,
    ...tired.map(({ name }) => `“${name}” has failed ${failuresOf(drift, name)} times, so I do not try it again.`),
    ...asking,
  ]
  return { remediation: choice.name, confirm: asking.length > 0, reasons }
}

/** Why a person must say yes first; empty when nobody must. */
function whyAsk({ name, isDangerous }: Choice, drift: Drift): readonly string[] {
  const failed = failuresTogether(drift)
  return [
    isDangerous && `“${name}” may remove something people are using, so I ask first.`,
    !drift.trial && `People depend on ${drift.environment}, so I ask first.`,
    failed > 0 && `${failed === 1 ? 'An attempt has' : `${failed} attempts have`} failed already, so I ask first.`,
  ].filter((sentence) => sentence !== false)
}

export const FOR_A_PERSON = 'A person has to look at it.'

function toAPerson(why: string): RemediationChoice {
  return { confirm: true, reasons: [why, FOR_A_PERSON] }
}

function failuresOf({ failedAttempts }: Drift, name: string): number {
  return failedAttempts.filter(({ remediation }) => remediation === name).reduce((total, { times }) => total + times, 0)
}

function failuresTogether({ failedAttempts }: Drift): number {
  return failedAttempts.reduce((total, { times }) => total + times, 0)
}

const WHAT: Readonly<Record<Exclude<DriftKind, 'unknown'>, string>> = {
  version: 'a wrong version',
  config: 'a changed configuration',
  missing: 'a missing installation',
  stopped: 'a stopped release',
  unhealthy: 'failing health checks',
  'extra-instance': 'an extra instance',
  disk: 'a full disk',
}

/** `failing health checks of search in staging`. */
function nameOf({ kind, service, device, environment, expected, actual }: Drift): string {
  const thing = [service, device].filter((name) => name !== undefined).join(' on ')
  const values = expected !== undefined && actual !== undefined ? ` (${actual}, expected ${expected})` : ''
  return kind === 'unknown'
    ? `${thing || 'what drifted'} in ${environment}`
    : `${WHAT[kind]}${thing && ` of ${thing}`} in ${environment}${values}`
}
