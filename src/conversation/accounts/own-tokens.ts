import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import type { ApiToken } from '../../domain/api-token.ts'
import type { Card } from '../../domain/card.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import type { AccountDesk } from '../../ports/account-desk.ts'
import { textsIn } from '../../texts/texts-in.ts'

type Asked = Pick<PendingMessage, 'by' | 'language'>

/** The valid ones that act as their person. Who owns the bot sees those of others in the console. */
export async function listTokens(accounts: AccountDesk, { by, language }: Asked): Promise<Card> {
  const { tokens: texts } = textsIn(language).accounts
  const own = await ofPerson(accounts, by)
  if (own.length === 0) return sentenceCard(texts.none)
  return {
    tone: 'neutral',
    blocks: [
      {
        kind: 'table',
        columns: [texts.name, texts.may, texts.ends, texts.used],
        rows: own.map((one) => row(one, texts)),
      },
    ],
    footnote: texts.how,
  }
}

export async function revokeToken(accounts: AccountDesk, { by, language }: Asked, name: string): Promise<Card> {
  const { tokens: texts } = textsIn(language).accounts
  const token = (await ofPerson(accounts, by)).find((one) => one.name === name || one.token === name)
  if (!token) return problemCard(texts.notThere({ name }))
  await accounts.tokens.revoke(by, token.token)
  return sentenceCard(texts.revoked({ name: token.name }))
}

async function ofPerson({ tokens }: AccountDesk, by: string): Promise<readonly ApiToken[]> {
  return (await tokens.list(by)).filter(({ holder }) => holder === by)
}

type TokenTexts = ReturnType<typeof textsIn>['accounts']['tokens']

function row({ name, acts, scope, expiresAt, usedAt }: ApiToken, texts: TokenTexts): readonly string[] {
  const may = [
    scope.roles.length > 0 ? scope.roles.join(', ') : texts.asYou,
    ...[scope.services, scope.environments].flatMap((only) => (only ? [only.join(', ')] : [])),
    ...(acts === 'approver' ? [texts.approves] : []),
  ]
  return [name, may.join(' · '), expiresAt?.slice(0, DAY) ?? '–', usedAt?.slice(0, DAY) ?? texts.never]
}

/** Of ISO 8601: what stands before the time. */
const DAY = 10
