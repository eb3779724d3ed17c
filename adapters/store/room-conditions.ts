import type { Allowance, Room } from '../../src/ports/outbox.ts'

/** Makes a value a parameter of a statement, and gives how that names it. */
export type Parameter = (value: unknown) => string

/** What a platform takes, for a statement that looks at waiting messages with their channels. `$1` is the platform. */
export interface RoomConditions {
  /** Whether a message may go, as far as where it goes is concerned. */
  readonly goes: string
  /** Columns that number the messages, in the order in which they go, and what these numbers may be. */
  readonly counts: readonly string[]
  readonly within: readonly string[]
}

/** Says only what there are limits of: to look at what limits nothing costs more than a take of one message. */
export function roomConditions({ post, edit }: Allowance, parameter: Parameter): RoomConditions {
  const limits = LIMITS.flatMap(({ column, group, mostOf }) => {
    const [ofEdits, ofPosts] = [mostOf(edit, parameter), mostOf(post, parameter)]
    if (ofEdits === undefined && ofPosts === undefined) return []
    return {
      count: `row_number() OVER (PARTITION BY ${group} ORDER BY place_rank, waiting_since, key) AS ${column}`,
      within: `${column} <= CASE WHEN is_edit THEN ${ofEdits ?? ANY_NUMBER} ELSE ${ofPosts ?? ANY_NUMBER} END`,
    }
  })
  return {
    goes: `CASE WHEN is_edit THEN ${isOpen(edit, parameter)} ELSE ${isOpen(post, parameter)} END`,
    counts: limits.map(({ count }) => count),
    within: limits.map(({ within }) => within),
  }
}

/** What a channel's id names before a dot; nothing in the workspace where the bot is at home, which the platform names. */
const SITE = `CASE WHEN strpos(channel, '.') > 0 THEN split_part(channel, '.', 1) END`
const WORKSPACE = `coalesce(${SITE}, $1)`

/** The greatest `int`. */
const ANY_NUMBER = '2147483647'

interface Limit {
  readonly column: string
  /** What has it together. */
  readonly group: string
  mostOf(room: Room, parameter: Parameter): string | undefined
}

const LIMITS: readonly Limit[] = [
  {
    column: 'nth',
    group: 'is_edit',
    mostOf: ({ most, reserve }, parameter) =>
      most === undefined ? undefined : `${parameter(most)}::int - ${kept(reserve, parameter)}`,
  },
  {
    column: 'nth_in_channel',
    group: 'is_edit, channel',
    mostOf: ({ mostInChannel }, parameter) =>
      mostInChannel === undefined ? undefined : `${parameter(mostInChannel)}::int`,
  },
  {
    column: 'nth_in_workspace',
    group: `is_edit, ${SITE}`,
    mostOf({ inWorkspace }, parameter) {
      if (!inWorkspace) return undefined
      const { most, mostElsewhere, reserve } = inWorkspace
      const elsewhere = `${parameter(mostElsewhere)}::int`
      const each =
        Object.keys(most).length === 0
          ? elsewhere
          : `coalesce((${parameter(JSON.stringify(most))}::jsonb ->> ${WORKSPACE})::int, ${elsewhere})`
      return `${each} - ${kept(reserve, parameter)}`
    },
  },
]

const kept = (reserve: number, parameter: Parameter): string =>
  `CASE WHEN rank < 2 THEN 0 ELSE ${parameter(reserve)}::int END`

/**
 * A place, its channel and its workspace are none of those that take nothing, and what is progress none of those that take no
 * progress.
 */
function isOpen(room: Room, parameter: Parameter): string {
  const { reserve = 0 } = room.inWorkspace ?? {}
  const forAll = outside({ places: room.full, workspaces: workspacesWithLess(1, room) }, parameter)
  const closedToProgress = { places: room.answersOnly, workspaces: workspacesWithLess(1 + reserve, room) }
  const forProgress = outside(closedToProgress, parameter)
  return forProgress === 'true' ? forAll : `${forAll} AND (rank < 2 OR ${forProgress})`
}

interface Closed {
  readonly places: readonly string[]
  readonly workspaces: readonly string[]
}

function outside({ places, workspaces }: Closed, parameter: Parameter): string {
  const isNone = (names: readonly string[], ...parts: readonly string[]): readonly string[] => {
    if (names.length === 0) return []
    const given = parameter(names)
    return parts.map((part) => `${part} NOT IN (SELECT unnest(${given}::text[]))`)
  }
  const conditions = [...isNone(places, 'channel', 'place'), ...isNone(workspaces, WORKSPACE)]
  return conditions.length === 0 ? 'true' : `(${conditions.join(' AND ')})`
}

function workspacesWithLess(least: number, { inWorkspace }: Room): readonly string[] {
  return Object.entries(inWorkspace?.most ?? {}).flatMap(([workspace, most]) => (most < least ? [workspace] : []))
}
