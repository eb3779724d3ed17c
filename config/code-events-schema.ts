import { z } from 'zod'
import { CODE_HAPPENINGS } from '../src/domain/code-happening.ts'
import { platformId } from './schema-values.ts'

/** What is done about what GitHub and GitLab report by their webhooks. */
export const codeEvents = z
  .array(
    z
      .strictObject({
        on: z
          .array(z.enum(CODE_HAPPENINGS))
          .min(1)
          .describe(
            'What happens: `pull-request.opened`, `pull-request.merged`, `checks.done`, `release.published`, `pushed`',
          ),
        services: z.array(z.string()).min(1).optional().describe('Only of these services; of all when left out'),
        branches: z
          .array(z.string().min(1).max(255))
          .min(1)
          .optional()
          .describe('Only of these branches (for a pull request the one that it goes to); of all when left out'),
        tell: platformId('slack:C0123ABCD', 'The channel that is told: `slack:C0123ABCD`, `discord:80351110224678912`'),
        workflow: z
          .never('is written as on: in the file of the workflow, with event, services, branches, channel and with')
          .optional()
          .describe('No longer: a workflow says itself what starts it ([`on`](workflows.md#starting-by-a-report))'),
        with: z
          .never('is written under on: in the file of the workflow')
          .optional()
          .describe('No longer: see `workflow`'),
        deploy: z
          .string()
          .optional()
          .describe(
            'Where the newest commit of the branch is deployed, unasked. Only for `pushed`, or for `checks.done` when they are green, with `branches`, and only where deployments need no confirmation',
          ),
      })
      .refine(
        ({ on, branches, deploy }) =>
          deploy === undefined || (branches && on.every((what) => what === 'pushed' || what === 'checks.done')),
        {
          message: 'must come with on: [pushed] or [checks.done] and with branches',
          path: ['deploy'],
        },
      ),
  )
  .default([])
  .describe('What is done about what GitHub and GitLab report by their webhooks')
