import type { CiJob } from '../../src/domain/ci-run.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import type { CiAction, StepDefinition } from '../../src/domain/workflows/definition.ts'
import { fill, type Values } from '../../src/domain/workflows/references.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import { ciRun } from './ci-run.ts'
import { againOf, type CiParts, type WantedRun } from './ci-undertaking.ts'
import type { Assignment } from './step-worker.ts'

const USUAL_DEADLINE_MS = 60 * 60_000
/** A branch or a tag as git has them, and nothing that would be read as something else. */
const REF = /^[\w][\w./@+-]{0,254}$/

/** A run of a CI system as a step of a team's own workflow. */
export async function ciStep(
  parts: CiParts,
  assignment: Assignment,
  own: StepDefinition & CiAction,
): Promise<StepOutcome> {
  const values = valuesOf(assignment.run, assignment.step.id)
  const { job, inputs } = wantedFrom(own, values)
  const nextStep = 'Ask again with another value.'
  if (job.ref !== undefined && (!REF.test(job.ref) || job.ref.includes('..')))
    return { kind: 'failed', reason: `“${job.ref.slice(0, 60)}” is no branch or tag.`, nextStep }
  if (Object.values(inputs).some((text) => text.includes('\0')))
    return { kind: 'failed', reason: 'One of its values holds a character that no text can hold (NUL).', nextStep }
  const deadlineMs = own.timeoutMs ?? USUAL_DEADLINE_MS
  return ciRun(parts, assignment, { job, inputs, deadlineMs, ...againOf(assignment) })
}

function wantedFrom(own: CiAction, values: Values): Pick<WantedRun, 'job' | 'inputs'> {
  const filled = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, fill(text, values)]))
  const refOf = (ref: string | undefined): Pick<CiJob, 'ref'> => {
    const said = ref === undefined ? '' : fill(ref, values)
    return said === '' ? {} : { ref: said }
  }
  switch (own.uses) {
    case 'github-actions': {
      const { repository: project, workflow, ref, inputs } = own.with
      return { job: { system: own.uses, project, workflow, ...refOf(ref) }, inputs: filled(inputs) }
    }
    case 'gitlab-pipeline': {
      const { project, ref, variables } = own.with
      return { job: { system: own.uses, project, ...refOf(ref) }, inputs: filled(variables) }
    }
    case 'jenkins':
      return { job: { system: own.uses, project: own.with.job }, inputs: filled(own.with.parameters) }
  }
}
