import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { ChangeId } from '../../../src/domain/change-request.ts'
import type { Confirmation } from '../../../src/domain/confirmation.ts'
import type { ChangeWord } from '../../../src/ports/web-answers.ts'
import { API, type ApiBehind } from './behind.ts'
import { callerOf } from './caller.ts'
import { NotThereError } from './not-there.ts'
import { problemSchema } from './problem.ts'
import { changeSchema, shownAim, shownChange } from './read-shapes.ts'
import { keyed } from './say.ts'
import { filledInSchema } from './saying.ts'

/** Of pending changes, how many are looked through. */
const MOST_WAITING = 100

const plan_hash = z.string().min(1).max(200).describe('Of the plan that you have seen; another one is refused (409)')
const notice = z.string().optional().describe('What a press of the button is told, such as why it does not count')
const words = filledInSchema.optional()

const confirmationSchema = z
  .object({
    ...{ id: z.string(), kind: z.string(), state: z.string(), plan_hash: z.string(), thread: z.string() },
    ...changeSchema.pick({ service: true, environment: true, release: true, risk: true }).shape,
    ...{ why: z.string(), requested_at: z.string(), expires_at: z.string() },
  })
  .meta({ id: 'Confirmation', description: 'A plan that waits for a yes or no from the person who asked for it.' })

const tags = ['Answer']
const reply = { 200: z.object({ state: z.string(), notice }), default: problemSchema }

/** What waits for the caller, and their answers: the same as the buttons of its card. */
export function serveAnswers(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  api.get(
    `${API}/confirmations`,
    {
      schema: {
        ...{ tags, summary: 'Your open questions, newest first' },
        response: { 200: z.object({ confirmations: z.array(confirmationSchema) }), default: problemSchema },
      },
    },
    async (request) => {
      const open = await behind().answers.confirmations(callerOf(request))
      return { confirmations: open.map(shownConfirmation) }
    },
  )
  api.post(
    `${API}/confirmations/:confirmation`,
    {
      schema: {
        ...{ tags, summary: 'Confirm or cancel what you have asked for', headers: keyed },
        params: z.object({ confirmation: z.string().max(100) }),
        body: z.object({ answer: z.enum(['yes', 'no']), plan_hash }),
        response: reply,
      },
    },
    async (request) => {
      const { confirmation } = request.params
      const answered = await behind().answers.confirm(confirmation, request.body.answer === 'yes', {
        ...{ by: callerOf(request), planHash: request.body.plan_hash, key: request.headers['idempotency-key'] },
      })
      if (!answered) throw new NotThereError(`question ${confirmation}`)
      return { state: answered.asked.state.kind, notice: answered.notice }
    },
  )
  serveApprovals(server, behind)
}

function serveApprovals(server: FastifyInstance, behind: () => ApiBehind): void {
  const api = server.withTypeProvider<ZodTypeProvider>()
  api.get(
    `${API}/approvals`,
    {
      schema: {
        ...{ tags, summary: 'Change requests that your approval would count for, newest first' },
        response: { 200: z.object({ approvals: z.array(changeSchema) }), default: problemSchema },
      },
    },
    async (request) => {
      const by = callerOf(request)
      const { items } = await behind().reads.changes(by, { state: 'pending' }, { limit: MOST_WAITING })
      return { approvals: (await behind().answers.approvals(by, items)).map(shownChange) }
    },
  )
  api.post(
    `${API}/approvals/:change`,
    {
      schema: {
        ...{ tags, summary: 'Answer a change request; breaking the glass takes a reason', headers: keyed },
        params: z.object({ change: z.string().max(40) }),
        body: z.discriminatedUnion('answer', [
          z.object({ answer: z.literal('approve'), plan_hash, conditions: words }),
          z.object({ answer: z.literal('reject'), plan_hash, reason: words }),
          z.object({ answer: z.literal('withdraw'), plan_hash }),
          z.object({ answer: z.literal('break_glass'), plan_hash, reason: filledInSchema }),
        ]),
        response: reply,
      },
    },
    async (request) => {
      const by = callerOf(request)
      const id = request.params.change.toUpperCase() as ChangeId
      const { answer, plan_hash: planHash, ...said } = request.body
      const word = { kind: answer === 'break_glass' ? 'break-glass' : answer, ...said } as ChangeWord
      const answering = { by, planHash, key: request.headers['idempotency-key'] }
      const isThere = await behind().reads.change(by, id)
      const answered = isThere && (await behind().answers.answerChange(id, word, answering))
      if (!answered) throw new NotThereError(`change request ${id}`)
      return { state: answered.asked.state.kind, notice: answered.notice }
    },
  )
}

function shownConfirmation(asked: Confirmation): z.input<typeof confirmationSchema> {
  const { confirmation, plan, state, planHash, thread, risk, rule, requestedAt, expiresAt } = asked
  return {
    ...{ id: confirmation, kind: plan.kind, state: state.kind, plan_hash: planHash, thread, ...shownAim(plan) },
    risk: risk && { verdict: risk.verdict, reasons: [...risk.reasons] },
    ...{ why: rule, requested_at: requestedAt, expires_at: expiresAt },
  }
}
