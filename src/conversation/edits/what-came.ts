import { confirmationStream } from '../../domain/confirmation.ts'
import { confirmationFrom, type History, questionFrom } from '../../domain/histories.ts'
import { messageStream, type ReceivedMessage } from '../../domain/message.ts'
import { byLabel, confirmations, questions, threadLabel } from '../../domain/projections.ts'
import { questionStream } from '../../domain/question.ts'
import type { Documents } from '../../ports/event-store.ts'
import type { Transaction } from '../../runtime/transact.ts'

export interface OpenAsk {
  readonly kind: 'confirmation' | 'question'
  readonly id: string
}

/** What a message has led to so far. */
export interface WhatCame {
  readonly isHandled: boolean
  /** `isReplied`: the bot has said something to it, and no question, plan or task speaks for it. */
  readonly handled?: { readonly intent: string; readonly isReplied: boolean }
  readonly isRefused: boolean
  readonly open: readonly OpenAsk[]
  /** A question or plan that it led to was answered. */
  readonly isAnswered: boolean
  /** Its person has been told that an edit came too late. */
  readonly isTold: boolean
}

/** A message as it counts now: as its person has edited it last. */
export interface Standing {
  readonly message: string
  readonly correlationId: string
  readonly received: ReceivedMessage
  readonly history: History
}

/** Undefined for what was not said to the bot, and for what its person has deleted. */
export async function standingOf(transaction: Transaction, message: string): Promise<Standing | undefined> {
  const history = await transaction.read(messageStream(message))
  const [first] = history
  if (first?.body.type !== 'message.received') return undefined
  for (const { body } of history) {
    if (body.type === 'message.deleted') return undefined
    if (body.type === 'message.edited' && body.as !== undefined) return standingOf(transaction, body.as)
  }
  return { message, correlationId: first.correlationId, received: first.body.received, history }
}

/** Reads the streams of all that it has asked, so that nobody can answer any of it meanwhile. */
export async function whatCameOf(
  documents: Documents,
  transaction: Transaction,
  { correlationId, received, history }: Standing,
): Promise<WhatCame> {
  const mine = { labels: [threadLabel(received.thread), byLabel(received.by)] }
  const [plans, asked] = await Promise.all([documents.list(confirmations, mine), documents.list(questions, mine)])
  const open: OpenAsk[] = []
  let isAnswered = false
  for (const { confirmation: id } of plans) {
    const [stream, isOurs] = await ofRequest(transaction, confirmationStream(id), correlationId)
    const state = isOurs ? confirmationFrom(stream)?.state.kind : undefined
    if (state === 'open') open.push({ kind: 'confirmation', id })
    if (state === 'given') isAnswered = true
  }
  for (const { question: id } of asked) {
    const [stream, isOurs] = await ofRequest(transaction, questionStream(id), correlationId)
    const state = isOurs ? questionFrom(stream)?.state : undefined
    if (state === 'open') open.push({ kind: 'question', id })
    if (state === 'answered') isAnswered = true
  }
  return { ...handledIn(history), open, isAnswered }
}

async function ofRequest(
  transaction: Transaction,
  stream: string,
  correlationId: string,
): Promise<readonly [History, boolean]> {
  const history = await transaction.read(stream)
  return [history, history[0]?.correlationId === correlationId]
}

function handledIn(history: History): Omit<WhatCame, 'open' | 'isAnswered'> {
  const handled = history.find(({ body }) => body.type === 'message.handled')?.body
  return {
    isHandled: handled !== undefined,
    ...(handled?.type === 'message.handled' && {
      handled: { intent: handled.intent, isReplied: handled.reply !== undefined },
    }),
    isRefused: history.some(({ body }) => body.type === 'request.refused'),
    isTold: history.some(({ body }) => body.type === 'message.edited' && body.as === undefined),
  }
}
