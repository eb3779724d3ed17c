import { randomBytes, randomUUID } from 'node:crypto'
import { erasureStream } from '../domain/erasure.ts'
import type { UserId } from '../domain/ids.ts'
import { changes, confirmations, runs } from '../domain/projections.ts'
import { type Forgotten, NotForgottenError } from '../ports/forget.ts'
import { transact } from '../runtime/transact.ts'
import { type ErasingParts, eraseEvents, rowsOf } from './erase-events.ts'
import { seekPerson } from './find-person.ts'
import { type ForgottenPerson, withAlias, withoutIn, withoutPerson } from './forgotten-person.ts'
import { inSent } from './sent-events.ts'

/** An answer that is under way while the documents are folded may write what it had read before. */
const MOST_FOLDS = 5

/**
 * Takes somebody's words, names and id out of all that is kept. Interrupted, it is done again and continues: the alias is in
 * the log before anything is changed.
 * @param isApplied False: only looks.
 * @throws {NotForgottenError} while something of theirs is open, or when nobody of that id is known.
 */
export async function forgetPerson(parts: ErasingParts, person: UserId, isApplied: boolean): Promise<Forgotten> {
  const before = await attemptBefore(parts, person)
  const sought = seekPerson(person, before?.alias)
  for await (const row of rowsOf(parts.audit)) sought.take(row)
  const who = sought.found(before?.alias ?? aliasFor(person))
  let events = 0
  for await (const row of rowsOf(parts.audit)) if (withoutPerson(row, who)) events++
  const tables = await tablesWith(parts, person)
  if (events === 0 && Object.keys(tables).length === 0)
    throw new NotForgottenError(
      `Nobody is known as ${person}. An id is like slack:U024BE7LH; \`audit export\` shows them.`,
    )
  const found = { events, names: [...who.names] }
  if (!isApplied) return { ...found, tables }
  await refuseOpen(parts, person)
  await erase(parts, who, before?.erasure ?? (await declare(parts, who)))
  return { ...found, alias: who.alias, tables: await tablesWith(parts, person) }
}

async function erase(parts: ErasingParts, who: ForgottenPerson, erasure: string): Promise<void> {
  const own = erasureStream(erasure)
  await parts.rows.chainOldRows()
  await eraseBeside(parts, who)
  // While the event that names them is there, whoever does this again finds the alias in it.
  const because = 'forgotten'
  await eraseEvents(parts, { erasure, because }, (row) => (row.stream === own ? undefined : withoutPerson(row, who)))
  await eraseBeside(parts, who)
  for (let folds = 0; folds < MOST_FOLDS; folds++) {
    parts.forgetMemory()
    await parts.store.rebuild()
    if (!(await parts.rows.tablesWith(who.person)).has('document')) break
  }
  await eraseEvents(parts, { erasure, because }, (row) => withoutPerson(row, who))
  parts.forgetMemory()
}

function eraseBeside({ rows }: ErasingParts, who: ForgottenPerson): Promise<number> {
  const isTheirs = (correlationId: unknown): boolean => who.correlations.has(String(correlationId))
  return rows.replaceBeside({
    message: ({ key, destination, card, correlationId }) => ({
      key: withAlias(key, who),
      destination: withoutIn(destination, who, false),
      card: withoutIn(card, who, isTheirs(correlationId)),
      correlationId: withAlias(correlationId, who),
    }),
    said: (says) => withoutIn(says, who, isTheirs(says.correlationId ?? says.message)),
    sent: (event) => inSent(event, (data) => withoutIn(data, who, isTheirs(data.correlation))),
    isGone: (owner) => owner === who.person,
  })
}

interface Attempt {
  readonly erasure: string
  readonly alias: UserId
}

/** One that was interrupted: the person in it is erased as the last of all. */
async function attemptBefore({ audit }: ErasingParts, person: UserId): Promise<Attempt | undefined> {
  for await (const { type, data } of rowsOf(audit)) {
    if (type !== 'person.forgotten') continue
    const body = JSON.parse(data) as Attempt & { readonly person: UserId }
    if (body.person === person) return body
  }
  return undefined
}

async function declare({ store, clock }: ErasingParts, { person, alias }: ForgottenPerson): Promise<string> {
  const erasure = randomUUID()
  const cause = { correlationId: erasure, actor: 'shipmate' }
  await transact(store, cause, clock.now(), async (transaction) =>
    transaction.append(erasureStream(erasure), { type: 'person.forgotten', erasure, person, alias }),
  )
  return erasure
}

const tablesWith = async ({ rows }: ErasingParts, person: UserId): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(await rows.tablesWith(person))

/** What is open rests on who asked for it: an erased plan could not be confirmed or checked any more. */
async function refuseOpen({ store }: ErasingParts, person: UserId): Promise<void> {
  const [active, open, pending] = await Promise.all([
    store.list(runs, { labels: ['active'] }),
    store.list(confirmations, { labels: ['open'] }),
    store.list(changes, { labels: ['pending'] }),
  ])
  const theirs = [
    ...active.filter(({ by }) => by === person).map(({ task }) => task),
    ...pending.filter(({ by }) => by === person).map(({ change }) => change),
    ...open.filter(({ by }) => by === person).map(() => 'a plan that waits for a yes'),
  ]
  if (theirs.length > 0)
    throw new NotForgottenError(
      `${person} still has ${theirs.join(', ')}. Wait for the end, or cancel it; then run this again.`,
    )
}

/** Random, since an id can be guessed and its hash compared. */
function aliasFor(person: UserId): UserId {
  return `${person.slice(0, person.indexOf(':'))}:forgotten-${randomBytes(6).toString('hex')}`
}
