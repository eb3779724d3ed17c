import { changeCard, outcomeOf, outdatedChangeCard } from '../cards/change-card.ts'
import { inLanguage } from '../cards/in-language.ts'
import { sentenceCard } from '../cards/sentence-card.ts'
import { dateTime } from '../cards/words.ts'
import type { Block, Card } from '../domain/card.ts'
import type { ChangeId, ChangeRequest } from '../domain/change-request.ts'
import { platformOf, type UserId } from '../domain/ids.ts'
import { changes } from '../domain/projections.ts'
import { holderOf } from '../domain/taken-over.ts'
import type { Documents } from '../ports/event-store.ts'
import type { DesiredMessage } from '../ports/outbox.ts'
import { peopleOfChange } from '../queries/people-of-change.ts'
import { planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'

/**
 * Everything that is shown of a change request: its card in the thread, one for each plan that was asked about; a direct
 * message to everybody who can approve; a reminder; its end; and the word to those who may when somebody broke the glass.
 */
export async function changeMessages(
  id: ChangeId,
  correlationId: string,
  documents: Documents,
): Promise<readonly DesiredMessage[]> {
  const change = await documents.get(changes, id)
  if (!change) return []
  const texts = textsIn(change.language)
  const nameOf = await peopleOfChange(documents, change)
  const message = (key: string, to: DesiredMessage['to'], card: Card): DesiredMessage => ({
    key: `change-${id}-${key}`,
    to,
    card: inLanguage(card, change.language),
    urgency: 'decision',
    correlationId,
  })
  const thread = { kind: 'thread', thread: change.thread } as const
  const direct = (user: UserId) => ({ kind: 'direct', user }) as const
  const ofRound = (
    { round, approvers }: Pick<ChangeRequest, 'round' | 'approvers'>,
    card: Card,
  ): readonly DesiredMessage[] => [
    message(`${round}`, thread, card),
    ...approvers.people.map((user, index) =>
      message(`${round}-to-${index + 1}`, direct(user), withLink(card, change, user, texts)),
    ),
  ]
  const title = planTitle(change.plan, texts)
  return [
    ...change.earlier.flatMap((old) => ofRound(old, outdatedChangeCard(change, old, texts))),
    ...ofRound(change, changeCard(change, nameOf, texts)),
    ...(change.reminded ?? []).map((user, index) => {
      const reminder = texts.changes.direct.reminder({ change: id, title, time: dateTime(change.expiresAt) })
      const card = withLink(sentenceCard(reminder), change, user, texts)
      return message(`${change.round}-reminder-${index + 1}`, direct(user), card)
    }),
    ...(isToldToAsker(change)
      ? [message('end', thread, endCard(change, outcomeOf(change, nameOf, texts), texts))]
      : []),
    ...brokenGates(change, texts).map(({ condition, card }) => message(`gate-${condition}`, thread, card)),
    ...(change.brokeGlass?.admins ?? []).map((user, index) => {
      const { by, reason } = change.brokeGlass ?? { by: '', reason: '' }
      const told = texts.changes.direct.brokeGlass({ by: nameOf(by), change: id, title, reason })
      return message(
        `glass-${index + 1}`,
        direct(user),
        withLink({ ...sentenceCard(told), tone: 'danger' }, change, user, texts),
      )
    }),
  ]
}

/** A task tells its own end; whoever asked is told of an end without one. */
function isToldToAsker({ state: { kind } }: ChangeRequest): boolean {
  return kind === 'declined' || kind === 'expired' || kind === 'voided'
}

function endCard({ change, plan, by, takenBy, state }: ChangeRequest, sentence: string, texts: Texts): Card {
  return {
    title: texts.changes.title({ change, title: planTitle(plan, texts) }),
    tone: state.kind === 'declined' ? 'danger' : 'warning',
    mention: holderOf({ by, ...(takenBy && { takenBy }) }),
    blocks: [{ kind: 'text', text: sentence }],
  }
}

function brokenGates(
  { approvals, judged, by, change }: ChangeRequest,
  { changes: { gate } }: Texts,
): readonly { readonly condition: string; readonly card: Card }[] {
  return approvals
    .flatMap(({ conditions }) => conditions)
    .flatMap(({ condition, text }) => {
      const found = judged[condition]
      if (found?.verdict !== 'broken') return []
      const said: Block = { kind: 'text', text: `${text}. ${found.sentence}` }
      return [{ condition, card: { title: gate.brokenTitle({ change }), tone: 'danger', mention: by, blocks: [said] } }]
    })
}

/** The way to the request's thread, which only people of its platform can take. */
function withLink(card: Card, { thread }: ChangeRequest, user: UserId, { changes }: Texts): Card {
  if (platformOf(thread) !== platformOf(user)) return card
  const link: Block = { kind: 'link', label: changes.direct.link, thread }
  return { ...card, blocks: [...card.blocks, link] }
}
