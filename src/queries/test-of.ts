import type { ChangeEvidence } from '../domain/change-evidence.ts'
import type { ServiceId } from '../domain/ids.ts'
import type { Release } from '../domain/release.ts'
import type { Run } from '../domain/run.ts'
import { fill } from '../domain/workflows/references.ts'
import { valuesOf } from '../domain/workflows/values.ts'

/** The last test run of exactly this commit among these, newest first. */
export function testOf(found: readonly Run[], service: ServiceId, release: Release): ChangeEvidence['test'] {
  return found.map((run) => testIn(run, service, release)).find((test) => test !== undefined)
}

function testIn(run: Run, service: ServiceId, { sha, version }: Release): ChangeEvidence['test'] {
  const { plan, task, steps, progress } = run
  if (plan.kind !== 'workflow') return undefined
  const isOfThis = (id: string, own: { readonly service: string; readonly version: string }): boolean => {
    const values = valuesOf(run, id)
    if (fill(own.service, values) !== service) return false
    // What its version meant when it ran: a tag may have moved since.
    const tested = steps[id] === 'done' ? progress?.outputs[id]?.sha : undefined
    return tested === undefined ? [sha, version].includes(fill(own.version, values)) : tested === sha
  }
  const { steps: all } = plan.definition
  const step = all.findLast((one) => one.uses === 'test' && steps[one.id] !== undefined && isOfThis(one.id, one.with))
  if (!step) return undefined
  switch (steps[step.id]) {
    case 'done': {
      const { passed, failed } = progress?.outputs[step.id] ?? {}
      const counts = passed === undefined ? {} : { passed: Number(passed), failed: Number(failed) }
      return { task, outcome: 'passed', ...counts }
    }
    case 'failed':
      return { task, outcome: 'failed' }
    case 'requested':
    case 'running':
    case 'paused':
      return { task, outcome: 'running' }
    default:
      return undefined
  }
}
