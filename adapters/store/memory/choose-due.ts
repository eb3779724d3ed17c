import { platformOf } from '../../../src/domain/ids.ts'
import { type DesiredMessage, HOLDS_FOR, type Room, type Taking, URGENCIES } from '../../../src/ports/outbox.ts'

/** A row of the outbox. */
export interface ShownMessage extends DesiredMessage {
  readonly revision: number
  readonly shownRevision: number
  readonly waitingSince: number
  readonly ref?: string
  readonly shownAt?: Date
  readonly attempted: boolean
  readonly failures: number
  readonly claimedAt?: number
  /** The outbox through which it was claimed last. */
  readonly claimedBy?: symbol
  readonly retryAt?: number
  readonly givenUp: boolean
  readonly deleted?: number
}

const EVERYTHING: Room = { reserve: 0, full: [], answersOnly: [] }

/** Which of the messages that are not shown as desired are to be taken; as the outbox of the database chooses. */
export function chooseDue(
  unshown: readonly ShownMessage[],
  { platform, now, editsApartMs, limit, inHand = [], allowance }: Taking,
): { readonly chosen: readonly ShownMessage[]; readonly isMore: boolean; readonly nextAt: Date | undefined } {
  const pending = unshown.filter((row) => platformOf(placeOf(row)) === platform)
  const busy = new Set<string>([...inHand, ...pending.filter(isClaimed).map(placeOf)])
  const free = pending.filter((row) => !isClaimed(row))
  const isReady = (row: ShownMessage): boolean => readyAt(row, editsApartMs) <= now.getTime()
  const roomFor = (row: ShownMessage): Room => allowance?.[kindOf(row)] ?? EVERYTHING
  const goes = (row: ShownMessage): boolean => isReady(row) && takes(roomFor(row), row)
  const firsts = [...Map.groupBy(free.toSorted(inThread), placeOf)].flatMap(([place, rows]) => {
    const first = busy.has(place) ? undefined : firstThatGoes(rows, goes)
    return first ? [{ row: first, urgent: Math.min(...rows.filter(goes).map(rank)) }] : []
  })
  const inTurn = firsts.toSorted((one, other) => one.urgent - other.urgent || inLine(one.row, other.row))
  const chosen = withinRoom(
    inTurn.map(({ row }) => row),
    roomFor,
  ).slice(0, limit)
  const waits = free.map((row) => readyAt(row, editsApartMs)).filter((at) => at > now.getTime())
  return {
    chosen,
    isMore: free.filter(isReady).length > chosen.length,
    nextAt: waits.length > 0 ? new Date(Math.min(...waits)) : undefined,
  }
}

/** A message that waits keeps the new ones behind it waiting; an edit changes no order. */
function firstThatGoes(rows: readonly ShownMessage[], goes: (row: ShownMessage) => boolean): ShownMessage | undefined {
  const stuck = rows.findIndex((row) => kindOf(row) === 'post' && !goes(row) && row.failures <= HOLDS_FOR)
  return rows.find((row, index) => goes(row) && (kindOf(row) === 'edit' || stuck === -1 || index < stuck))
}

function takes(room: Room, row: ShownMessage): boolean {
  const isIn = (places: readonly string[]) => places.includes(channelOf(row)) || places.includes(placeOf(row))
  if (isIn(room.full) || mostIn(room, row) < 1) return false
  return row.urgency !== 'progress' || !isIn(room.answersOnly)
}

/** How much the workspace of a message takes of what is as urgent. */
function mostIn({ inWorkspace }: Room, row: ShownMessage): number {
  if (!inWorkspace) return Infinity
  const { most, mostElsewhere, reserve } = inWorkspace
  return (most[workspaceOf(row)] ?? mostElsewhere) - (row.urgency === 'progress' ? reserve : 0)
}

function withinRoom(rows: readonly ShownMessage[], roomFor: (row: ShownMessage) => Room): readonly ShownMessage[] {
  const counts = new Map<string, number>()
  const next = (name: string): number => {
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return count
  }
  return rows.filter((row) => {
    const room = roomFor(row)
    const { most = Infinity, reserve, mostInChannel = Infinity } = room
    const nth = next(kindOf(row))
    const nthInChannel = next(`${kindOf(row)} in ${channelOf(row)}`)
    const nthInWorkspace = next(`${kindOf(row)} of ${workspaceOf(row)}`)
    const isOfMost = nth <= most - (row.urgency === 'progress' ? reserve : 0)
    return isOfMost && nthInWorkspace <= mostIn(room, row) && nthInChannel <= mostInChannel
  })
}

const kindOf = ({ ref }: ShownMessage): 'post' | 'edit' => (ref === undefined ? 'post' : 'edit')

const channelOf = (row: ShownMessage): string => placeOf(row).split(':').slice(0, 2).join(':')

function workspaceOf(row: ShownMessage): string {
  const [workspace, within] = channelOf(row).split('.')
  return within === undefined || workspace === undefined ? platformOf(placeOf(row)) : workspace
}

function inThread(one: ShownMessage, other: ShownMessage): number {
  return lane(one) - lane(other) || inLine(one, other)
}

function inLine(one: ShownMessage, other: ShownMessage): number {
  return one.waitingSince - other.waitingSince || (one.key < other.key ? -1 : 1)
}

function lane(row: ShownMessage): number {
  if (row.urgency === 'progress') return 2
  return row.urgency === 'answer' && row.ref !== undefined ? 1 : 0
}

export const isClaimed = ({ claimedAt }: ShownMessage): boolean => claimedAt !== undefined

function readyAt({ retryAt = 0, ref, shownAt }: ShownMessage, editsApartMs: number): number {
  return Math.max(retryAt, ref === undefined || !shownAt ? 0 : shownAt.getTime() + editsApartMs)
}

/** The most urgent first. */
export const rank = ({ urgency }: Pick<DesiredMessage, 'urgency'>): number => URGENCIES.indexOf(urgency)

export function placeOf({ to }: Pick<DesiredMessage, 'to'>): string {
  return to.kind === 'thread' ? to.thread : to.user
}
