import { type CodeAnswer, codeStream } from '../domain/code-event.ts'
import { type CodeReport, type CodeRule, isAbout } from '../domain/code-happening.ts'
import type { EnvironmentId, ServiceId, TaskId } from '../domain/ids.ts'
import type { Plan } from '../domain/plan.ts'
import { POLICY_ACTOR } from '../domain/policy-actor.ts'
import type { Risk } from '../domain/risk.ts'
import type { CodeLinks } from '../ports/code-host.ts'
import type { Checkpoints } from '../ports/event-store.ts'
import type { Loop } from '../runtime/loop.ts'
import { startReactor } from '../runtime/reactor.ts'
import { type Transaction, transact } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'
import { judgedAs } from './judged-as.ts'
import type { ChangeParts } from './parts.ts'
import { planFor } from './plan.ts'
import { confirmationRule } from './policy.ts'
import { numberFor, startPlan } from './start.ts'

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

interface Wish extends Pick<CodeRule, 'tell'> {
  readonly service: ServiceId
  readonly deploy?: EnvironmentId
}

/** Of several rules that deploy the same to one place the first counts. */
function wishesOf({ settings, delivery }: CodeRuleParts, report: CodeReport): readonly Wish[] {
  const its = settings.services.filter(({ id }) => isOf(delivery.linksOf(id), report))
  const all = its.flatMap(({ id: service }) =>
    (settings.codeEvents ?? [])
      .filter((rule) => isAbout(rule, report, service))
      .map(({ tell, deploy }): Wish => ({ service, tell, ...(deploy !== undefined && { deploy }) })),
  )
  const byWhat = new Map(all.toReversed().map((wish) => [`${wish.service}/${wish.deploy ?? wish.tell}`, wish]))
  return [...byWhat.values()].toReversed()
}

/** Two hosts may have repositories of one name. */
const isOf = (own: CodeLinks | undefined, { host, repository }: CodeReport): boolean =>
  own?.host === host && own.repository.toLowerCase() === repository.toLowerCase()

interface Prepared extends Wish {
  readonly start?: { readonly plan: Plan; readonly risk: Risk | undefined; readonly task: TaskId }
  /** Why nothing is started, as a sentence. */
  readonly reason?: string
}

/** A fault ends as a reason: it must not hold up the reports that come after it. */
async function prepare(
  parts: CodeRuleParts,
  report: CodeReport,
  wish: Wish,
  correlationId: string,
): Promise<Prepared | undefined> {
  try {
    return await prepared(parts, report, wish, correlationId)
  } catch (error) {
    parts.onError(error)
    return { ...wish, reason: textsIn(undefined).codeHost.event.fault }
  }
}

/** Undefined where there is nothing to be told of. */
async function prepared(
  parts: CodeRuleParts,
  { happening }: CodeReport,
  wish: Wish,
  correlationId: string,
): Promise<Prepared | undefined> {
  const { service, deploy: environment } = wish
  const branch = branchToDeploy(happening)
  if (environment === undefined || branch === undefined) return wish
  const texts = textsIn(undefined)
  const request = { kind: 'deploy', service, environment, ref: branch, strategy: 'blue-green' } as const
  const planned = await planFor(request, parts, texts)
  if (planned.kind === 'problem') return { ...wish, reason: planned.sentence }
  const { plan } = planned
  // Whose checks are done is not what would be deployed: an earlier commit, or a branch of that name in a fork.
  if (happening.what === 'checks.done' && plan.kind === 'deploy' && plan.release.sha !== happening.sha) return undefined
  const judged = await judgedAs(plan, parts.store)
  const risk = judged && (await parts.risks.judge(judged, correlationId))
  // What a person would have to confirm, nobody confirms here.
  const asks = confirmationRule(plan, parts.settings, texts, undefined, risk)
  if (asks !== undefined) return { ...wish, reason: asks }
  return { ...wish, start: { plan, risk, task: (await numberFor(plan, parts.store)) as TaskId } }
}

function branchToDeploy(happening: CodeReport['happening']): string | undefined {
  if (happening.what === 'pushed') return happening.branch
  return happening.what === 'checks.done' && happening.green ? happening.branch : undefined
}

async function carryOut(parts: CodeRuleParts, transaction: Transaction, prepared: Prepared): Promise<CodeAnswer> {
  const { service, tell, start, reason } = prepared
  if (!start) return { service, tell, ...(reason !== undefined && { reason }) }
  const { plan, risk, task } = start
  const origin = { by: POLICY_ACTOR, groups: [], thread: tell, risk }
  const pointless = await startPlan(parts, transaction, plan, task, origin)
  return pointless === undefined ? { service, tell, task } : { service, tell, reason: pointless }
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
