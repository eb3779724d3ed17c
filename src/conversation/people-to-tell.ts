import { platformOf, type UserId } from '../domain/ids.ts'
import { conversations, type PendingMessage } from '../domain/projections.ts'
import type { TellOn } from '../domain/tell-on.ts'
import type { Documents } from '../ports/event-store.ts'
import { nameOf } from '../queries/names.ts'
import type { Texts } from '../texts/texts.ts'

/** Who hears how a task ends, besides the person who asked for it, and what is said of that. */
export interface PeopleToTell {
  readonly tell: readonly UserId[]
  readonly tellOn?: TellOn
  /** “I will tell ana if it fails.”, or why not. */
  readonly sentence: string
  /** The part of it that no status card shows: why somebody is not told, or where everyone can read it. */
  readonly untold?: string
}

/** Finds the people that a wish names: by their mention, or by their name among those who speak in the thread. */
export async function peopleToTell(
  documents: Documents,
  { by, thread, direct }: Pick<PendingMessage, 'by' | 'thread' | 'direct'>,
  named: readonly string[],
  tellOn: TellOn | undefined,
  { telling, formats }: Texts,
): Promise<PeopleToTell> {
  const known = await speakersIn(documents, { by, thread })
  const people = named.map((name) => ({ name: bare(name), user: userNamed(name, by, known) }))
  const others = people.flatMap(({ user }) => (user === undefined || user === by ? [] : [user]))
  const tell = direct ? [] : [...new Set(others)]
  const told = await Promise.all(tell.map((user) => nameOf(documents, user)))
  const toAll = !direct && named.includes('everyone')
  const isSelf = !toAll && people.some(({ user }) => user === by)
  const unknown = people.filter(({ user }) => user === undefined).map(({ name }) => name)
  const inOpen = toAll ? [telling.everyone] : []
  const unreached = [
    ...(direct && others.length > 0 ? [telling.nobodyElseHere] : []),
    ...(unknown.length > 0 ? [telling.unknown({ names: formats.allOf(unknown) })] : []),
  ]
  const untold = [...inOpen, ...unreached].join(' ')
  return {
    tell,
    ...(tellOn && { tellOn }),
    sentence: [...inOpen, ...willTell(isSelf, told, tellOn, { telling, formats }), ...unreached].join(' '),
    ...(untold !== '' && { untold }),
  }
}

/** Who speaks in a thread, with what they are called. */
async function speakersIn(
  documents: Documents,
  { by, thread }: Pick<PendingMessage, 'by' | 'thread'>,
): Promise<readonly Known[]> {
  const inThread = (await documents.get(conversations, thread))?.messages ?? []
  const speakers = [...new Set([by, ...inThread.flatMap((said) => (said.by === undefined ? [] : [said.by]))])]
  return Promise.all(speakers.map(async (user) => ({ user, name: await nameOf(documents, user) })))
}

/** The one person that a mention means, or a name that one person of the thread has; undefined where nobody knows. */
export async function personMeant(
  documents: Documents,
  message: Pick<PendingMessage, 'by' | 'thread'>,
  typed: string,
): Promise<UserId | undefined> {
  return userNamed(typed, message.by, await speakersIn(documents, message))
}

/** Whoever asks is told in any case, since the end of a task mentions them. */
function willTell(
  isSelf: boolean,
  others: readonly string[],
  on: TellOn | undefined,
  { telling, formats }: Pick<Texts, 'telling' | 'formats'>,
): readonly string[] {
  const you = isSelf ? [telling.you] : []
  const groups = on === undefined ? [{ names: [...you, ...others] }] : [{ names: you }, { names: others, on }]
  return groups.flatMap(({ names, on: end }) =>
    names.length === 0 ? [] : [telling.willTell[end ?? 'anyEnd']({ names: formats.allOf(names) })],
  )
}

interface Known {
  readonly user: UserId
  readonly name: string
}

function userNamed(typed: string, by: UserId, known: readonly Known[]): UserId | undefined {
  if (/^(?:me|everyone)$/i.test(typed)) return by
  const mentioned = /^(?:<|&lt;)@!?([\w.]+)/.exec(typed)?.[1]
  if (mentioned !== undefined) return ofTheSame(by, `${platformOf(by)}:${mentioned}`)
  const found = known.filter(
    (one) => workspaceIn(one.user) === workspaceIn(by) && ownName(one).toLowerCase() === bare(typed).toLowerCase(),
  )
  return found.length === 1 ? found[0]?.user : undefined
}

/** An id may bear its workspace before a dot; nobody names people of another one by what they type. */
function ofTheSame(by: UserId, user: UserId): UserId | undefined {
  return workspaceIn(user) === workspaceIn(by) ? user : undefined
}

const workspaceIn = (user: UserId): string => user.slice(0, user.lastIndexOf('.') + 1)

/** Somebody of another workspace is named with it, as `ben (dock)`; in there they are called by the name alone. */
function ownName({ user, name }: Known): string {
  return workspaceIn(user) === '' ? name : name.replace(/ \([^@()]*\)$/, '')
}

const bare = (name: string): string => name.replace(/^@/, '')
