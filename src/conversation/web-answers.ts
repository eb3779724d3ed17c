import { createHash, randomUUID } from 'node:crypto'
import { previewAnswer } from '../changes/approvals/answer-change.ts'
import type { ChangeRequest } from '../domain/change-request.ts'
import type { Confirmation } from '../domain/confirmation.ts'
import type { UserId } from '../domain/ids.ts'
import { byLabel, changes, confirmations } from '../domain/projections.ts'
import type { FormAnswer, Inbox } from '../ports/chat-platform.ts'
import {
  type Answered,
  type Answering,
  type ChangeWord,
  NotTakenError,
  PlanMovedError,
  type WebAnswers,
} from '../ports/web-answers.ts'
import type { ConversationParts } from './parts.ts'

/** An answer by id is the press of the button that a card would show, or its form sent: nothing else decides. */
export function createWebAnswers(parts: ConversationParts, inbox: Pick<Inbox, 'press' | 'form'>): WebAnswers {
  const { store } = parts
  return {
    confirmations: (by) => store.list(confirmations, { labels: ['open', byLabel(by)] }),
    async confirm(id, yes, answering) {
      const asked = await store.get(confirmations, id)
      if (asked?.by !== answering.by) return undefined
      requirePlan(asked, answering)
      const { thread, buttons } = asked
      const button = yes ? buttons.confirm : buttons.cancel
      const { notice } = await inbox.press({ ...deliveryOf(answering, id), thread, button })
      return answeredNow((await store.get(confirmations, id)) ?? asked, notice)
    },
    async approvals(by, among) {
      const wouldCount = await Promise.all(among.map((change) => countsNow(parts, change, by)))
      return among.filter((_, index) => wouldCount[index])
    },
    async answerChange(id, word, answering) {
      const asked = await store.get(changes, id)
      if (!asked) return undefined
      requirePlan(asked, answering)
      const { problem, notice } = await answerBy(inbox, asked, word, answering)
      if (problem !== undefined) throw new NotTakenError(problem)
      return answeredNow((await store.get(changes, id)) ?? asked, notice)
    },
  }
}

async function countsNow(parts: ConversationParts, change: ChangeRequest, by: UserId): Promise<boolean> {
  const answerer = { by, groups: [], round: change.round }
  return (await previewAnswer(parts, change, { kind: 'approve', conditions: [] }, answerer)).kind === 'accept'
}

function answerBy(
  inbox: Pick<Inbox, 'press' | 'form'>,
  { change, thread, buttons }: ChangeRequest,
  word: ChangeWord,
  answering: Answering,
): Promise<FormAnswer> {
  const delivery = { ...deliveryOf(answering, change), thread }
  switch (word.kind) {
    case 'approve':
      return word.conditions === undefined
        ? inbox.press({ ...delivery, button: buttons.approve })
        : inbox.form({ ...delivery, form: buttons.conditions, text: word.conditions })
    case 'reject':
      return inbox.form({ ...delivery, form: buttons.reject, text: word.reason ?? '' })
    case 'withdraw':
      return inbox.press({ ...delivery, button: buttons.withdraw })
    case 'break-glass':
      return inbox.form({ ...delivery, form: buttons.breakGlass, text: word.reason })
  }
}

/** A key is its sender's own, and for one question. */
function deliveryOf({ by, key }: Answering, id: string): { readonly keys: readonly string[]; readonly by: UserId } {
  const name = key === undefined ? randomUUID() : createHash('sha256').update(`${by}\n${id}\n${key}`).digest('hex')
  return { keys: [`web:answer:${name}`], by }
}

function requirePlan({ planHash }: Pick<Confirmation, 'planHash'>, answering: Answering): void {
  if (planHash !== answering.planHash) throw new PlanMovedError(`the plan is ${planHash}`)
}

const answeredNow = <Asked>(asked: Asked, notice: string | undefined): Answered<Asked> => ({
  asked,
  ...(notice !== undefined && { notice }),
})
