import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { DEPLOY_PHASES } from '../src/domain/release.ts'
import { STEP_KINDS, type Workflow, type Workflows } from '../src/domain/workflow.ts'

const workflowSchema = z.strictObject({
  steps: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        worker: z.enum(STEP_KINDS),
        needs: z.array(z.string()).default([]),
        shows: z.union([z.string().min(1), z.array(z.enum(DEPLOY_PHASES)).min(1)]),
      }),
    )
    .min(1),
})

let shipped: Workflows | undefined

const FOLDER = new URL('workflows/', import.meta.url)

/** Each workflow is kept as data beside this file. @throws when a shipped file is damaged: an installation fault, not a user's. */
export function readWorkflows(): Workflows {
  shipped ??= Object.fromEntries(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => basename(file, '.yaml'))
      .map((id) => [id, readWorkflow(id)]),
  )
  return shipped
}

function readWorkflow(id: string): Workflow {
  const file = new URL(`${id}.yaml`, FOLDER)
  const { steps } = workflowSchema.parse(parse(readFileSync(file, 'utf8')))
  const ids = new Set(steps.map((step) => step.id))
  const missing = steps.flatMap((step) => step.needs).find((need) => !ids.has(need))
  if (missing !== undefined) throw new Error(`${file.pathname}: a step needs '${missing}', which is no step`)
  return { id, steps }
}
