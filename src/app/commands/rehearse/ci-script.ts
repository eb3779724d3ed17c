import { z } from 'zod'
import { CI_ENDS, CI_STATES } from '../../../../adapters/rehearsal/scripted-ci.ts'
import { span, texts } from './transcript-values.ts'

/* What a transcript says of CI systems. */

const run = z
  .strictObject({
    queued: span.default(0).describe('How long it waits before it runs'),
    takes: span.default(20_000).describe('How long it runs'),
    ends: z.enum(CI_ENDS).default('passed'),
    jobs: texts.default(['build']).describe('Its jobs, one after the other'),
    failsIn: z.string().optional().describe('The job in which it fails; the last when left out'),
    cancels: z.boolean().default(true).describe('Whether it ends when it is asked to'),
    prints: texts.default([]).describe('The end of the log of what fails'),
    refuses: z
      .enum(['away', 'rate-limited', 'bad-token', 'forbidden', 'not-found', 'refused'])
      .optional()
      .describe('It is not started, for this reason'),
  })
  .transform(({ queued, takes, ...rest }) => ({ queuedMs: queued, takesMs: takes, ...rest }))

export const ciRuns = z
  .record(
    z.string(),
    z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(run).min(1)),
  )
  .default({})
  .describe(
    'How runs of CI systems go, by `acme/payments release.yml`, `acme/payments` or the path of a job, each time in turn',
  )

export const ciTurn = z.enum(CI_STATES).describe('How the CI systems answer from now on')

export const ciReport = z
  .strictObject({
    run: z.string().describe('Its number'),
    as: z.enum(CI_ENDS).default('passed'),
    told: z.int().min(0).default(1).describe('How often the webhook comes'),
  })
  .describe('A run of GitHub or GitLab is over, and its host tells so by a webhook')
