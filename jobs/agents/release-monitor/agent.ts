import { defineAgent } from '../core/define-agent.ts'
import { type MonitorAnswer, type MonitorEvidence, monitorEvidenceSchema, monitorVerdictSchema } from './evidence.ts'
import { constrainModel } from './model-bounds.ts'
import { judgeTraffic } from './rules.ts'

const INSTRUCTIONS = `You judge a release that is live, from what was measured since and before: healthy, watch, or roll-back.

The statistics are done already: the verdict of the rules and its numbers are given beside what was measured, and yours can be stricter. Repeat the numbers that carry your verdict, in sentences for people, the most important first.`

/** Judges a release by a window of metrics and health against the time before. */
export const monitorAgent = defineAgent<MonitorEvidence, MonitorAnswer>({
  name: 'monitor',
  capabilities: ['release.watch'],
  input: monitorEvidenceSchema,
  output: monitorVerdictSchema,
  rules: { decide: judgeTraffic, bounded: constrainModel, reasons: ({ reasons }) => reasons },
  // Raw latencies are for statistics, not for reading: the rules' numbers say what is in them.
  run: (ask, { service, environment, health, minutes, baseline, window, sameTime }, byRules) =>
    ask({
      instructions: INSTRUCTIONS,
      data: {
        measured: {
          service,
          environment,
          health,
          minutes,
          [sameTime ? 'release that serves' : 'before']: counts(baseline),
          [sameTime ? 'canary' : 'since']: counts(window),
        },
        'verdict of the rules': byRules,
      },
    }),
})

function counts({ requests, errors }: MonitorEvidence['window']): object {
  return { requests, errors }
}
