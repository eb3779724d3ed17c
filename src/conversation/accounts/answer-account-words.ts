import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import { platformOf } from '../../domain/ids.ts'
import { messageStream } from '../../domain/message.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import type { AccountDesk } from '../../ports/account-desk.ts'
import { transact } from '../../runtime/transact.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ConversationParts } from '../parts.ts'
import { type AccountWords, accountWords } from './account-words.ts'
import { consoleLinkCard } from './console-link-card.ts'

/** A message about its person's own accounts: said word for word, where nobody else reads. */
export interface AccountMessage {
  readonly words: AccountWords
  readonly accounts: AccountDesk
}

export function accountMessage(
  { accounts }: Pick<ConversationParts, 'accounts'>,
  { direct, text, request, answers }: PendingMessage,
): AccountMessage | undefined {
  const isSaid = direct && request === undefined && answers === undefined
  const words = isSaid && accounts ? accountWords(text) : undefined
  return accounts && words && { words, accounts }
}

/** Does what was asked and records that it is answered. After a crash between the two it is done again. */
export async function answerAccountWords(
  parts: ConversationParts,
  message: PendingMessage,
  { words, accounts }: AccountMessage,
): Promise<void> {
  const { correlationId, by, thread } = message
  const reply = await replyTo(accounts, message, words)
  parts.log.info({ correlationId, asked: words.kind }, 'asked about their own accounts')
  const cause = { correlationId, causationId: message.message, actor: by }
  await transact(parts.store, cause, parts.clock.now(), async (transaction) => {
    const stream = messageStream(message.message)
    if ((await transaction.read(stream)).some(({ body }) => body.type === 'message.handled')) return
    transaction.append(stream, {
      type: 'message.handled',
      ...{ message: message.message, thread, by, intent: 'access.show', slots: {}, via: 'rules' },
      ...(reply && { reply }),
    })
  })
}

async function replyTo(
  accounts: AccountDesk,
  message: PendingMessage,
  { kind }: AccountWords,
): Promise<Card | undefined> {
  switch (kind) {
    case 'console':
      return sendConsoleLink(accounts, message)
  }
}

/** The card of the link is the answer, and nothing of it is kept. */
async function sendConsoleLink(
  accounts: AccountDesk,
  { by, thread, language }: PendingMessage,
): Promise<Card | undefined> {
  const texts = textsIn(language)
  // Who is there has signed in, or is a program, which has no console.
  if ([by, thread].some((id) => platformOf(id) === 'web')) return sentenceCard(texts.accounts.console.notFromHere)
  const card = consoleLinkCard(await accounts.consoleLink(by), texts)
  return (await accounts.tellAlone(by, card)) ? undefined : problemCard(texts.accounts.console.notSent)
}
