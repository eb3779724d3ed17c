import { inLanguage } from '../../cards/in-language.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { tokenOfUser } from '../../domain/api-token.ts'
import type { Card } from '../../domain/card.ts'
import { platformOf } from '../../domain/ids.ts'
import { isOver, messageStream } from '../../domain/message.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import type { AccountDesk } from '../../ports/account-desk.ts'
import { transact } from '../../runtime/transact.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ConversationParts } from '../parts.ts'
import { type AccountWords, accountWords } from './account-words.ts'
import { consoleLinkCard } from './console-link-card.ts'
import { listTokens, revokeToken } from './own-tokens.ts'

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

/** How the log calls what was asked: no rights were looked at. */
const INTENT = {
  console: 'account.console',
  link: 'account.link',
  'link-code': 'account.link',
  unlink: 'account.unlink',
  tokens: 'account.tokens',
  'create-token': 'account.token.create',
  'revoke-token': 'account.token.revoke',
} as const satisfies Record<AccountWords['kind'], string>

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
    if (isOver(await transaction.read(stream))) return
    transaction.append(stream, {
      type: 'message.handled',
      ...{ message: message.message, thread, by, intent: INTENT[words.kind], slots: {}, via: 'rules' },
      ...(reply && { reply: inLanguage(reply, message.language) }),
    })
  })
}

async function replyTo(accounts: AccountDesk, message: PendingMessage, words: AccountWords): Promise<Card | undefined> {
  if (tokenOfUser(message.by) !== undefined) return sentenceCard(textsIn(message.language).accounts.onlyPeople)
  switch (words.kind) {
    case 'console':
      return sendConsoleLink(accounts, message)
    case 'create-token':
      return sendConsoleLink(accounts, message, TOKENS_PAGE)
    case 'tokens':
      return listTokens(accounts, message)
    case 'revoke-token':
      return revokeToken(accounts, message, words.name)
    case 'link':
      return sendLinkCode(accounts, message)
    case 'link-code':
      return linkBy(accounts, message, words.code)
    case 'unlink': {
      const { link } = textsIn(message.language).accounts
      return sentenceCard((await accounts.links.unlink(message.by)) ? link.parted : link.none)
    }
  }
}

/** Where the console shows them; a new one is shown there and nowhere else. */
const TOKENS_PAGE = 'tokens'

/** The card of the link is the answer, and nothing of it is kept. */
async function sendConsoleLink(
  accounts: AccountDesk,
  { by, thread, language }: PendingMessage,
  page?: string,
): Promise<Card | undefined> {
  const texts = textsIn(language)
  // Who is there has signed in, or is a program, which has no console.
  if ([by, thread].some((id) => platformOf(id) === 'web'))
    return sentenceCard(page === TOKENS_PAGE ? texts.accounts.tokens.onPage : texts.accounts.console.notFromHere)
  const card = consoleLinkCard(await accounts.consoleLink(by, page), texts)
  return (await accounts.tellAlone(by, card)) ? undefined : problemCard(texts.accounts.console.notSent)
}

/** Where the code is typed nobody else reads either; in the console, it is shown in the log of what was said there. */
async function sendLinkCode(accounts: AccountDesk, { by, language }: PendingMessage): Promise<Card | undefined> {
  const { link } = textsIn(language).accounts
  const { code, minutes } = await accounts.links.offer(by)
  const card: Card = {
    tone: 'neutral',
    blocks: [
      { kind: 'text', text: link.sayThere({ minutes }) },
      { kind: 'code', text: `link ${code}` },
    ],
    footnote: link.whatFor,
  }
  return (await accounts.tellAlone(by, card)) ? undefined : problemCard(link.notSent)
}

async function linkBy(accounts: AccountDesk, { by, language }: PendingMessage, code: string): Promise<Card> {
  const { link } = textsIn(language).accounts
  const result = await accounts.links.redeem(by, code.toLowerCase())
  switch (result.kind) {
    case 'linked':
      return sentenceCard(
        link.linked({ other: `${await accounts.nameOf(result.other)} (${platformOf(result.other)})` }),
      )
    case 'no-code':
      return problemCard(link.noCode)
    case 'same-account':
      return problemCard(link.sameAccount)
  }
}
