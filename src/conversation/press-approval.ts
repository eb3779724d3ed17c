import { whereOf } from '../domain/plan.ts'
import type { RefusalWhy } from '../domain/refusal.ts'
import { type Run, runStream } from '../domain/run.ts'
import { approvalButtons, approvalSteps } from '../domain/workflows/approval.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { answerApproval } from '../runs/answer-approval.ts'
import { transact } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import type { ConversationParts } from './parts.ts'
import { appendRefusal, refusePress } from './refuse-press.ts'

/** Answers a press on “Approve” or “Reject” of a workflow's card: only people with the role decide. */
export async function pressApproval(
  parts: ConversationParts,
  press: ButtonPress,
  run: Run,
  texts: Texts,
): Promise<PressAnswer | undefined> {
  const asked = approvalSteps(run).map((step) => ({ step, ...approvalButtons(run, step) }))
  const pressed = asked.find(({ approve, reject }) => press.button === approve || press.button === reject)
  if (!pressed) return undefined
  const { step } = pressed
  const words = texts.workflows.answer
  const role = roleOf(run, step)
  const asker = { user: press.by, groups: press.groups ?? [] }
  const access = await parts.permissions.decide(asker, { intent: 'workflow.status', effect: 'read', roles: [role] })
  const on = { about: runStream(run.task), place: whereOf(run) }
  if (access.kind === 'refused')
    return refusePress(parts, press, { why: 'not-permitted', reason: words.notYourRole({ role }) }, on)
  const answer = { by: press.by, yes: press.button === pressed.approve }
  const correlationId = await correlationOf(parts.store, runStream(run.task))
  const causationId = press.keys[0] ?? press.button
  const cause = { correlationId, causationId, actor: press.by, inboxKeys: press.keys }
  const now = parts.clock.now()
  const settled = await transact(parts.store, cause, now, async (transaction) => {
    const meant = { task: run.task, step }
    const result = await answerApproval(transaction, meant, answer, parts.workflows, now)
    if (result.kind !== 'decided')
      appendRefusal(transaction, press, { why: WHY[result.kind], reason: words[result.kind] }, on)
    return result
  })
  if (settled.kind === 'duplicate') return {}
  const { result } = settled
  if (result.kind !== 'decided') return { notice: words[result.kind] }
  if (!answer.yes) return { notice: words.rejected }
  return { notice: result.missing > 0 ? words.approvedMore(result) : words.approved }
}

const WHY = { over: 'outdated', own: 'not-permitted', twice: 'settled' } as const satisfies Record<string, RefusalWhy>

function roleOf({ plan }: Run, step: string): string {
  const own = plan.kind === 'workflow' ? plan.definition.steps.find(({ id }) => id === step) : undefined
  return own?.uses === 'approval' ? own.with.role : ''
}
