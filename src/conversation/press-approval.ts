import { rejectionAsks } from '../cards/workflow-blocks.ts'
import type { ButtonAsks } from '../domain/card.ts'
import { whereOf } from '../domain/plan.ts'
import { type Run, runStream } from '../domain/run.ts'
import { approvalButtons, approvalSteps, waitingApprovals } from '../domain/workflows/approval.ts'
import type { AskedFirst, ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { transact } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import type { ConversationParts } from './parts.ts'
import { appendRefusal } from './refuse-press.ts'
import { toldOfWord, wordOnStep } from './word-on-step.ts'

/** Answers a press on “Approve” or “Reject” of a workflow's card. Nobody is asked about what was decided meanwhile: they are told. */
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
  const yes = press.button === pressed.approve
  if (press.mayAsk && !yes && waitingApprovals(run).includes(step))
    return { asks: askedFirst(rejectionAsks(run, step, texts), texts) }
  const decide = await wordOnStep(parts, run, step, { by: press.by, groups: press.groups ?? [], yes })
  const correlationId = await correlationOf(parts.store, runStream(run.task))
  const causationId = press.keys[0] ?? press.button
  const cause = { correlationId, causationId, actor: press.by, inboxKeys: press.keys }
  const settled = await transact(parts.store, cause, parts.clock.now(), async (transaction) => {
    const told = toldOfWord(await decide(transaction), { run, step, yes }, texts)
    const on = { about: runStream(run.task), place: whereOf(run) }
    if (told.why) appendRefusal(transaction, press, { why: told.why, reason: told.sentence }, on)
    return told
  })
  return settled.kind === 'duplicate' ? {} : { notice: settled.result.sentence }
}

function askedFirst(asks: ButtonAsks, { confirmations: { asked } }: Texts): AskedFirst {
  return { ...asks, declined: asked.declined, howToAnswer: asked.yesOrNo(asks) }
}
