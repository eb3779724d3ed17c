import { z } from 'zod'
import { numeric } from '../schema-values.ts'

const LONGEST_DEADLINE_MINUTES = 6 * 60
/** GitHub takes 25 inputs, and one is ours. */
const MOST_INPUTS = 24
const DEFAULT_DEADLINE_MINUTES = 60

/** A workflow of the repository on GitHub that puts releases into service. */
export const githubActions = z.strictObject({
  kind: z
    .literal('github-actions')
    .describe(
      'By a workflow of its repository on GitHub, which `codeHost` or `repository` names: [github-actions.md](github-actions.md)',
    ),
  workflow: z
    .string()
    .regex(/^[\w.-]+\.ya?ml$/, 'must be the name of a file such as deploy.yml')
    .describe('The file of the workflow in .github/workflows'),
  ref: z
    .string()
    .regex(/^[\w][\w./-]{0,254}$/, 'must be a branch or a tag')
    .optional()
    .describe('The branch or tag whose workflow runs; the default branch when left out'),
  inputs: z
    .record(
      z.string().regex(/^[A-Za-z_][\w-]*$/, 'must be a name of letters, digits, hyphens and underscores'),
      z.string(),
    )
    .refine((inputs) => Object.keys(inputs).length <= MOST_INPUTS, `must be ${MOST_INPUTS} at most`)
    .refine((inputs) => !Object.hasOwn(inputs, 'shipmate'), 'must not name shipmate, which is given by itself')
    .default({ version: '{version}', sha: '{sha}', environment: '{environment}' })
    .describe(
      'What the workflow is given besides `shipmate`; `{version}`, `{sha}`, `{environment}` and `{service}` are filled in',
    ),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where its users reach it, for people'),
  deadlineMinutes: numeric(
    z.number().positive().max(LONGEST_DEADLINE_MINUTES),
    'How long a run may take before it is cancelled',
  ).default(DEFAULT_DEADLINE_MINUTES),
})

export type GithubActionsTargetConfig = z.output<typeof githubActions>
