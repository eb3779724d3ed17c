import type { Room } from '../../src/ports/outbox.ts'

/** What a channel's id names before a dot is its workspace; where it names none, the platform is. */
export const WORKSPACE = `CASE WHEN strpos(channel, '.') > 0 THEN split_part(channel, '.', 1) ELSE $1 END`

/** Where a room says nothing: the greatest `int`. */
export const ANY_NUMBER = 2 ** 31 - 1

/** The parameters of {@link roomIn}: what takes nothing, and what takes no progress. */
export function closedIn(room: Room): readonly [full: readonly string[], answersOnly: readonly string[]] {
  return [
    [...room.full, ...workspacesWithLess(1, room)],
    [...room.answersOnly, ...workspacesWithLess(1 + reserveOf(room), room)],
  ]
}

/**
 * A place, its channel and its workspace are none of those that take nothing, and what is progress none of those that take no
 * progress. Most of the time all take everything: to start what looks for them costs more than a take of one message.
 */
export function roomIn(room: Room, full: string, answersOnly: string): string {
  if (closedIn(room).flat().length === 0) return `(${full}::text[] = ${answersOnly}::text[])`
  const isWorkspaceClosed = workspacesWithLess(1 + reserveOf(room), room).length > 0
  const parts = ['channel', 'place', ...(isWorkspaceClosed ? [WORKSPACE] : [])]
  const outside = (names: string): string =>
    parts.map((part) => `${part} NOT IN (SELECT unnest(${names}::text[]))`).join(' AND ')
  return `${outside(full)} AND (rank < 2 OR (${outside(answersOnly)}))`
}

/** How many each workspace takes, by its name and elsewhere, and how many of them are kept. */
export function inEachWorkspace({ inWorkspace }: Room): readonly [most: string, elsewhere: number, reserve: number] {
  if (!inWorkspace) return ['{}', ANY_NUMBER, 0]
  return [JSON.stringify(inWorkspace.most), inWorkspace.mostElsewhere, inWorkspace.reserve]
}

const reserveOf = ({ inWorkspace }: Room): number => inWorkspace?.reserve ?? 0

function workspacesWithLess(least: number, { inWorkspace }: Room): readonly string[] {
  return Object.entries(inWorkspace?.most ?? {}).flatMap(([workspace, most]) => (most < least ? [workspace] : []))
}
