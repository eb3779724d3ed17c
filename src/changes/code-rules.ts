import { postponedReports } from '../domain/postponed-reports.ts'
import type { Checkpoints } from '../ports/event-store.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop } from '../runtime/loop.ts'
import { startReactor } from '../runtime/reactor.ts'
import { answerReport } from './answer-report.ts'
import type { ChangeParts } from './parts.ts'

export interface CodeRuleParts extends ChangeParts {
  readonly store: ChangeParts['store'] & { readonly checkpoints: Checkpoints }
  readonly onError: (error: unknown) => void
}

const NAME = 'code-rules'

/**
 * Does what the configuration says about what hosts of repositories report: tells a channel, and deploys the newest commit of a
 * watched branch on nobody's behalf but the policy's. Each report is answered once, in the transaction that starts what it leads to.
 */
export function startCodeRules(parts: CodeRuleParts): Loop {
  const { store: log, clock, onError } = parts
  return startReactor(
    NAME,
    { log, clock, onError },
    async (events, from, to) => {
      for (const { body, correlationId } of events) {
        if (body.type === 'code.reported') await answerReport(parts, body, correlationId, 'first')
      }
      return log.checkpoints.advance(NAME, from, to)
    },
    { concerns: (type) => type === 'code.reported' },
  )
}

const AGAIN_MS = 30_000
/** After so long people are told instead. */
const GIVEN_UP_MS = 10 * 60_000

/** Tries reports again that something did not answer for, beside those that come in meanwhile. */
export function startPostponedReports(parts: CodeRuleParts): Loop {
  const { store, clock, onError } = parts
  const round = async (): Promise<Date | undefined> => {
    const dues: number[] = []
    for (const { report, correlationId, since } of await store.list(postponedReports)) {
      const now = clock.now().getTime()
      const age = now - Date.parse(since)
      dues.push(now + AGAIN_MS)
      if (age < AGAIN_MS) continue
      // One that cannot be written must not hold up the others.
      await answerReport(parts, report, correlationId, age < GIVEN_UP_MS ? 'again' : 'last').catch(onError)
    }
    return dues.length === 0 ? undefined : new Date(Math.min(...dues))
  }
  return startLogLoop(store, { clock, round, onError }, (type) => type === 'code.postponed')
}
