import { z } from 'zod'
import type { CiJob } from '../src/domain/ci-run.ts'
import type { ServiceId } from '../src/domain/ids.ts'
import { ciTexts, jenkinsJob } from './ci-schema.ts'
import type { CodeHostConfig } from './code-host-from.ts'
import { numeric } from './schema-values.ts'

const LONGEST_DEADLINE_MINUTES = 6 * 60

/** A build that a CI system makes. */
export interface CiBuildConfig {
  readonly job: CiJob
  /** `{version}`, `{sha}` and `{service}` are filled in. */
  readonly inputs: Readonly<Record<string, string>>
  readonly deadlineMinutes: number
}

const deadlineMinutes = numeric(
  z.number().positive().max(LONGEST_DEADLINE_MINUTES),
  'How long a run may take before it is cancelled',
).default(60)

const ref = z
  .string()
  .regex(/^[\w][\w./-]{0,254}$/, 'must be a branch or a tag')
  .optional()
  .describe('The branch or tag whose workflow or pipeline runs; the default branch when left out')

/** What `build` may be besides a command. */
export const ciBuild = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('github-actions').describe('By a workflow of its repository on GitHub: [ci.md](ci.md)'),
    workflow: z.string().regex(/^[\w.-]+\.ya?ml$/, 'must be the name of a file such as build.yml'),
    ref,
    inputs: ciTexts('shipmate').prefault({ version: '{version}', sha: '{sha}' }),
    deadlineMinutes,
  }),
  z.strictObject({
    kind: z.literal('gitlab-pipeline').describe('By the pipeline of its project on GitLab'),
    ref,
    variables: ciTexts('SHIPMATE').prefault({ VERSION: '{version}', SHA: '{sha}' }),
    deadlineMinutes,
  }),
  z.strictObject({
    kind: z.literal('jenkins').describe('By a job of Jenkins'),
    job: jenkinsJob,
    parameters: ciTexts('SHIPMATE').prefault({ VERSION: '{version}', SHA: '{sha}' }),
    deadlineMinutes,
  }),
])

/** Where a repository is that a build needs there was checked before. */
export function ciBuildFrom(
  build: z.output<typeof ciBuild>,
  service: ServiceId,
  codeHost: CodeHostConfig | undefined,
): CiBuildConfig {
  const { kind: system, deadlineMinutes: minutes } = build
  const project = codeHost?.repository ?? ''
  switch (build.kind) {
    case 'github-actions': {
      const { workflow, ref: branch, inputs } = build
      const job = { system, project, workflow, service, ...(branch !== undefined && { ref: branch }) }
      return { job, inputs, deadlineMinutes: minutes }
    }
    case 'gitlab-pipeline': {
      const job = { system, project, service, ...(build.ref !== undefined && { ref: build.ref }) }
      return { job, inputs: build.variables, deadlineMinutes: minutes }
    }
    case 'jenkins':
      return { job: { system, project: build.job, service }, inputs: build.parameters, deadlineMinutes: minutes }
  }
}
