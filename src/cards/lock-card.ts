import type { Block, Card } from '../domain/card.ts'
import { isOpen, type Lock, type LockEnd } from '../domain/gates/place-lock.ts'
import type { UserId } from '../domain/ids.ts'
import type { Zone } from '../domain/local-time.ts'
import { momentWords } from '../texts/moment-words.ts'
import type { Texts } from '../texts/texts.ts'
import { withMoments } from './moments.ts'
import { clockTime } from './words.ts'

/** The one message of a lock, edited when it ends. */
export function lockCard(lock: Lock, nameOf: (user: UserId) => string, zone: Zone, texts: Texts): Card {
  const ends = lock.places.map(({ ended }) => ended?.at)
  return withMoments(asCard(lock, nameOf, zone, texts), [lock.expiresAt, ...ends], zone)
}

function asCard(lock: Lock, nameOf: (user: UserId) => string, zone: Zone, texts: Texts): Card {
  const { by, reason, expiresAt, places, button } = lock
  const [first] = places
  const words = texts.gates.lock
  const name = nameOf(by)
  const open = isOpen(lock)
  const still = places.filter(({ ended }) => !ended)
  const where = texts.formats.allOf((open ? still : places).map(({ environment }) => environment))
  const titled = { service: first?.service ?? '', places: where }
  const ends = places.flatMap(({ environment, ended }) => (ended ? [endLine(environment, ended, nameOf, texts)] : []))
  const more: readonly Block[] = open
    ? [
        { kind: 'text', text: words.effect({ by: name }) },
        { kind: 'buttons', buttons: [{ id: button, label: words.unlock, style: 'plain' }] },
      ]
    : []
  return {
    title: open ? words.locked(titled) : words.unlocked(titled),
    tone: open ? 'warning' : 'neutral',
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: words.by, value: name },
          ...(open ? [{ label: words.until, value: momentWords(expiresAt, zone) }] : []),
          ...(reason === undefined ? [] : [{ label: words.reason, value: reason }]),
        ],
      },
      ...(ends.length > 0 ? [{ kind: 'text' as const, text: ends.join('\n') }] : []),
      ...more,
    ],
    footnote: lock.lock,
  }
}

/** Tells whoever held a lock that somebody else has removed it; undefined where nobody has. */
export function lockRemovedCard(
  { places, lock }: Lock,
  nameOf: (user: UserId) => string,
  { gates, formats }: Texts,
): Card | undefined {
  const removed = places.filter(({ ended }) => ended?.reason !== undefined)
  const [first] = removed
  if (!first?.ended?.by || first.ended.reason === undefined) return undefined
  const { by, reason } = first.ended
  const where = formats.allOf(removed.map(({ environment }) => environment))
  const text = gates.lock.yoursRemoved({ by: nameOf(by), service: first.service, places: where, reason })
  return { tone: 'warning', blocks: [{ kind: 'text', text }], footnote: lock }
}

function endLine(
  place: string,
  { at, by, reason, replacedBy }: LockEnd,
  nameOf: (user: UserId) => string,
  { gates: { lock } }: Texts,
): string {
  const time = clockTime(at)
  if (by === undefined) return lock.expired({ place, time })
  const ended = { place, by: nameOf(by), time }
  if (replacedBy !== undefined) return lock.lockedAgain({ ...ended, lock: replacedBy })
  return reason === undefined ? lock.endedBy(ended) : lock.removedBy({ ...ended, reason })
}
