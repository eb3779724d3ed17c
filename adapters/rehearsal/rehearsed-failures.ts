import type { ServiceId } from '../../src/domain/ids.ts'
import type { SourceProblem } from '../../src/ports/source.ts'
import { type Failed, failed, type WorkOutcome } from '../../src/ports/work-outcome.ts'
import { commandFailed } from './rehearsed-command.ts'
import type { ServiceScript } from './service-script.ts'

export function unknownRef(service: ServiceId, ref: string): SourceProblem {
  const shown = ref.length > 60 ? `${ref.slice(0, 60)}…` : ref
  return { problem: 'unknown-ref', sentence: `${service} has no tag, branch or commit "${shown}".` }
}

export function missing(service: ServiceId): SourceProblem {
  return { problem: 'repository-missing', sentence: `No service ${service} is configured for this host.` }
}

function logOf(script: ServiceScript | undefined, version: string, usual: string): string {
  return script?.logs[version]?.join('\n') ?? usual
}

export function failingTests(version: string, script: ServiceScript): Failed {
  const usual = `✗ takes a coupon\nAssertionError: expected 90 to be 100\nTests  1 failed | 47 passed (48)`
  const reason = `The test run of ${version} (1 of 48 failed) ended with exit code 1.`
  return failed(reason, 'Fix what their output shows, then ask again.', logOf(script, version, usual))
}

export function brokenBuild(version: string, script: ServiceScript | undefined): Failed {
  const usual = `$ npm ci\nnpm error code ETARGET\nnpm error No matching version found for a dependency of ${version}`
  return {
    kind: 'failed',
    reason: `The build of ${version} ended with exit code 1.`,
    nextStep: 'Fix what the log shows, then ask again.',
    logTail: logOf(script, version, usual),
  }
}

export function isUnhealthy(version: string, script: ServiceScript | undefined): boolean {
  return script !== undefined && (script.unhealthy.includes(version) || script.troubles[version] !== undefined)
}

export function notHealthy(version: string, script: ServiceScript | undefined): WorkOutcome {
  const trouble = script?.troubles[version]
  if (trouble) return failed(trouble.reason, trouble.nextStep, script?.logs[version]?.join('\n'))
  const usual = `${version} listening\nGET /health 500: cannot reach the mail store`
  if (script?.runsBy === 'command') return commandFailed(version, logOf(script, version, usual))
  return {
    kind: 'failed',
    reason: `${version} was not healthy after 30 s: /health answers 500. Nothing was switched.`,
    nextStep: 'Fix what the log shows and deploy again, or deploy another version.',
    logTail: logOf(script, version, usual),
  }
}

export function nothingServes(place: string): WorkOutcome {
  const reason = `Nothing is live on ${place}, so a canary has nothing to compare with. Nothing was changed.`
  return { kind: 'failed', reason, nextStep: 'Deploy it with blue-green instead, which switches all users at once.' }
}

export function outOfDate(place: string): WorkOutcome {
  return {
    kind: 'failed',
    reason: `A newer task is changing ${place}; this one changed nothing more.`,
    nextStep: 'Look at the status, then ask again if it is still needed.',
  }
}
