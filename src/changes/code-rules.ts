import { type CodeAnswer, codeStream } from '../domain/code-event.ts'
import type { CodeReport } from '../domain/code-happening.ts'
import type { ServiceId } from '../domain/ids.ts'
import { planHash } from '../domain/plan.ts'
import { POLICY_ACTOR } from '../domain/policy-actor.ts'
import type { Checkpoints } from '../ports/event-store.ts'
import type { Loop } from '../runtime/loop.ts'
import { startReactor } from '../runtime/reactor.ts'
import { type Transaction, transact } from '../runtime/transact.ts'
import { wishesOf } from './code-wishes.ts'
import type { ChangeParts } from './parts.ts'
import { type Prepared, prepare } from './prepared-report.ts'
import { startPlan } from './start.ts'

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
        if (body.type === 'code.reported') await answer(parts, body, correlationId)
      }
      return log.checkpoints.advance(NAME, from, to)
    },
    { concerns: (type) => type === 'code.reported' },
  )
}

async function answer(parts: CodeRuleParts, report: CodeReport, correlationId: string): Promise<void> {
  const { store, clock } = parts
  const wished = wishesOf(parts, report)
  if (wished.length === 0) return
  const looks = await Promise.all(wished.map((wish) => prepare(parts, report, wish, correlationId)))
  const prepared = looks.filter((one) => one !== undefined)
  if (prepared.length === 0) return
  const cause = { correlationId, actor: POLICY_ACTOR }
  const stream = codeStream(report)
  await transact(store, cause, clock.now(), async (transaction) => {
    const before = await transaction.read(stream)
    if (before.some(({ body }) => body.type === 'code.answered')) return
    const answers: CodeAnswer[] = []
    for (const one of prepared) answers.push(await carryOut(parts, transaction, one))
    const url = urlOf(parts, report, wished[0]?.service)
    const { host, repository, delivery, digest, happening } = report
    const about = { host, repository, delivery, digest, happening }
    transaction.append(stream, { type: 'code.answered', report: about, answers, ...(url !== undefined && { url }) })
  })
}

async function carryOut(parts: CodeRuleParts, transaction: Transaction, prepared: Prepared): Promise<CodeAnswer> {
  const { service, tell, workflow, start, reason } = prepared
  const about = { service, tell, ...(workflow && { workflow: workflow.id }) }
  if (!start) return { ...about, ...(reason !== undefined && { reason }) }
  const { plan, risk, task, by } = start
  const origin = { by, groups: [], thread: tell, risk, ...(plan.kind === 'workflow' && { approved: planHash(plan) }) }
  const pointless = await startPlan(parts, transaction, plan, task, origin)
  return pointless === undefined ? { ...about, task } : { ...about, reason: pointless }
}

function urlOf(
  { delivery }: CodeRuleParts,
  { happening }: CodeReport,
  service: ServiceId | undefined,
): string | undefined {
  const links = service === undefined ? undefined : delivery.linksOf(service)
  if ('number' in happening) return links?.pullRequest(happening.number)
  return 'sha' in happening ? links?.commit(happening.sha) : undefined
}
