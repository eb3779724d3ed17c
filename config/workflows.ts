import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { STEP_KINDS, type Workflow, type Workflows } from '../src/domain/workflow.ts'

const workflowSchema = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        worker: z.enum(STEP_KINDS),
        needs: z.array(z.string()).default([]),
        label: z.string().min(1),
      }),
    )
    .min(1),
})

let shipped: Workflows | undefined

/** Each workflow is kept as data beside this file. @throws when a shipped file is damaged: an installation fault, not a user's. */
export function readWorkflows(): Workflows {
  shipped ??= { build: readWorkflow('build'), deploy: readWorkflow('deploy'), rollback: readWorkflow('rollback') }
  return shipped
}

function readWorkflow(id: string): Workflow {
  const file = new URL(`workflows/${id}.yaml`, import.meta.url)
  const { steps } = workflowSchema.parse(parse(readFileSync(file, 'utf8')))
  const ids = new Set(steps.map((step) => step.id))
  const missing = steps.flatMap((step) => step.needs).find((need) => !ids.has(need))
  if (missing !== undefined) throw new Error(`${file.pathname}: a step needs '${missing}', which is no step`)
  return { id, steps }
}
