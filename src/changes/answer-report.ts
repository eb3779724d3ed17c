import { type CodeAnswer, type CodeStart, codeStartStream, codeStream } from '../domain/code-event.ts'
import type { CodeReport } from '../domain/code-happening.ts'
import type { ServiceId, TaskId } from '../domain/ids.ts'
import { planHash } from '../domain/plan.ts'
import { POLICY_ACTOR } from '../domain/policy-actor.ts'
import { type Transaction, transact } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'
import { wishesOf } from './code-wishes.ts'
import { type Prepared, type PrepareParts, prepare } from './prepared-report.ts'
import { startPlan } from './start.ts'
import { type WatchedDelivery, watchedDelivery } from './watched-delivery.ts'

/** `first`: before anybody has tried. `last`: what cannot be planned now is answered with who did not answer. */
export type Attempt = 'first' | 'again' | 'last'

/**
 * Answers a report, or keeps it to be tried again where something does not answer.
 *
 * @throws {Error} when the log cannot be written.
 */
export async function answerReport(
  parts: PrepareParts,
  report: CodeReport,
  correlationId: string,
  attempt: Attempt,
): Promise<void> {
  const wished = wishesOf(parts, report)
  const watch = watchedDelivery(parts.delivery)
  const watched = { ...parts, delivery: watch.delivery, thrownBy: watch.thrownBy }
  const looks = await Promise.all(wished.map((wish) => prepare(watched, report, wish, correlationId)))
  const prepared = looks.filter((one) => one !== undefined)
  if (prepared.length === 0 && attempt === 'first') return
  const cause = { correlationId, actor: POLICY_ACTOR }
  const stream = codeStream(report)
  const { host, repository, delivery, digest, happening } = report
  const about = { host, repository, delivery, digest, happening }
  const append = (decide: (transaction: Transaction) => Promise<void>) =>
    transact(parts.store, cause, parts.clock.now(), async (transaction) => {
      const before = await transaction.read(stream)
      if (!before.some(({ body }) => body.type === 'code.answered')) await decide(transaction)
    })
  try {
    await append(async (transaction) => {
      const answers: CodeAnswer[] = []
      for (const one of prepared) {
        if (await hasStarted(transaction, report, one)) continue
        const answer = await carryOut({ ...watched, watch, attempt }, transaction, one)
        if (answer.task !== undefined) noteStart(transaction, report, one, answer.task)
        answers.push(answer)
      }
      const url = urlOf(parts, report, wished[0]?.service)
      transaction.append(stream, { type: 'code.answered', report: about, answers, ...(url !== undefined && { url }) })
    })
  } catch (error) {
    if (!(error instanceof NotNowError)) throw error
    if (attempt !== 'first') return
    await append(async (transaction) => transaction.append(stream, { type: 'code.postponed', report: about }))
  }
}

const startOf = ({ host, repository, happening }: CodeReport, { workflow }: Prepared): CodeStart | undefined =>
  workflow && happening.what === 'checks.done'
    ? { workflow: workflow.id, host, repository, sha: happening.sha, green: happening.green }
    : undefined

/** Each app reports the checks of a commit for itself, and again when they are run again: that is no other commit. */
async function hasStarted(transaction: Transaction, report: CodeReport, prepared: Prepared): Promise<boolean> {
  const start = startOf(report, prepared)
  return start !== undefined && (await transaction.read(codeStartStream(start))).length > 0
}

function noteStart(transaction: Transaction, report: CodeReport, prepared: Prepared, task: TaskId): void {
  const start = startOf(report, prepared)
  if (start) transaction.append(codeStartStream(start), { type: 'code.started', ...start, task })
}

/** Thrown so that nothing of a report is started before all of it can be. */
class NotNowError extends Error {
  override readonly name = 'NotNowError'
}

interface CarryParts extends PrepareParts {
  readonly watch: WatchedDelivery
  readonly attempt: Attempt
}

async function carryOut(parts: CarryParts, transaction: Transaction, prepared: Prepared): Promise<CodeAnswer> {
  const { watch, attempt } = parts
  const { service, tell, workflow, start, reason, isFault } = prepared
  const about = { service, tell, ...(workflow && { workflow: workflow.id }) }
  const mayWait = attempt !== 'last'
  if (isFault && mayWait) throw new NotNowError()
  const against = start ? await begin(parts, transaction, prepared, start) : reason
  if (against !== undefined && mayWait && watch.silent()) throw new NotNowError()
  if (against !== undefined) return { ...about, reason: against }
  return start ? { ...about, task: start.task } : about
}

/** @returns Why it is not started, as a sentence. */
async function begin(
  parts: CarryParts,
  transaction: Transaction,
  { service, tell }: Prepared,
  { plan, risk, task, by }: NonNullable<Prepared['start']>,
): Promise<string | undefined> {
  const origin = { by, groups: [], thread: tell, risk, ...(plan.kind === 'workflow' && { approved: planHash(plan) }) }
  try {
    return await startPlan(parts, transaction, plan, task, origin)
  } catch (error) {
    const answerer = parts.watch.thrownBy(error)
    if (answerer === undefined) throw error
    parts.onError(error)
    if (parts.attempt !== 'last') throw new NotNowError()
    return textsIn(undefined).codeHost.event.silent[answerer]({ service })
  }
}

function urlOf(
  { delivery }: PrepareParts,
  { happening }: CodeReport,
  service: ServiceId | undefined,
): string | undefined {
  const links = service === undefined ? undefined : delivery.linksOf(service)
  if ('number' in happening) return links?.pullRequest(happening.number)
  return 'sha' in happening ? links?.commit(happening.sha) : undefined
}
