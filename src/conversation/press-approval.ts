import { runFrom } from '../domain/histories.ts'
import { whereOf } from '../domain/plan.ts'
import type { RefusalWhy } from '../domain/refusal.ts'
import { type Run, runStream } from '../domain/run.ts'
import { type ApprovalAnswer, approvalButtons, approvalSteps } from '../domain/workflows/approval.ts'
import type { GivenApproval } from '../domain/workflows/progress.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { answerApproval } from '../runs/answer-approval.ts'
import { transact } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import type { ConversationParts } from './parts.ts'
import { appendRefusal } from './refuse-press.ts'

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
  const on = { about: runStream(run.task), place: whereOf(run) }
  const standingOf = ({ by, groups }: GivenApproval) =>
    parts.permissions.approvalStanding({ user: by, groups }, whereOf(run))
  const own = { by: press.by, groups: press.groups ?? [] }
  const [vote, asker] = await Promise.all([standingOf(own), standingOf(run)])
  const word = { ...own, yes: press.button === pressed.approve, vote }
  const correlationId = await correlationOf(parts.store, runStream(run.task))
  const causationId = press.keys[0] ?? press.button
  const cause = { correlationId, causationId, actor: press.by, inboxKeys: press.keys }
  const now = parts.clock.now()
  const settled = await transact(parts.store, cause, now, async (transaction) => {
    const present = runFrom(await transaction.read(runStream(run.task))) ?? run
    const votes = await Promise.all((present.progress?.approvals[step]?.given ?? []).map(standingOf))
    const standings = { asker: asker.person, votes }
    const meant = { task: run.task, step }
    const result = await answerApproval(transaction, meant, word, standings, parts.workflows, now)
    if (result.kind !== 'decided')
      appendRefusal(transaction, press, { why: WHY[result.kind], reason: reasonFor(result.kind, role, texts) }, on)
    return result
  })
  if (settled.kind === 'duplicate') return {}
  const { result } = settled
  if (result.kind !== 'decided') return { notice: reasonFor(result.kind, role, texts) }
  if (!word.yes) return { notice: words.rejected }
  return { notice: result.missing > 0 ? words.approvedMore(result) : words.approved }
}

type Denied = Exclude<ApprovalAnswer['kind'], 'decided'>

const WHY: Readonly<Record<Denied, RefusalWhy>> = {
  over: 'outdated',
  own: 'not-permitted',
  twice: 'settled',
  notYourRole: 'not-permitted',
}

function reasonFor(kind: Denied, role: string, { workflows: { answer } }: Texts): string {
  return kind === 'notYourRole' ? answer.notYourRole({ role }) : answer[kind]
}

function roleOf({ plan }: Run, step: string): string {
  const own = plan.kind === 'workflow' ? plan.definition.steps.find(({ id }) => id === step) : undefined
  return own?.uses === 'approval' ? own.with.role : ''
}
