/** One line that a service wrote, as it wrote it. */
export interface LogLine {
  /** When, ISO 8601 in UTC; left out where nobody knows. */
  readonly at?: string
  /** Which of several instances wrote it, as people there call it; left out where there is one. */
  readonly instance?: string
  readonly text: string
}

/** Which lines are wanted. */
export interface LogQuery {
  /** Older lines are left out, ISO 8601 in UTC; a line whose time nobody knows is not. */
  readonly since?: string
  /** The last so many of those that match, 1 to {@link MOST_LOG_LINES}. */
  readonly count: number
  /** Only lines that hold all of them, in whatever case; empty for every line. */
  readonly words: readonly string[]
  /** What the instances wrote before they last ended, where that is kept apart. */
  readonly previous?: true
}

export interface LogLines {
  /** Oldest first. */
  readonly lines: readonly LogLine[]
  /** There are older lines that match, or there may be. */
  readonly isCut: boolean
}

export const MOST_LOG_LINES = 2_000

/** The lines that are wanted, of all that a target could read. @param isCut There is more than it read. */
export function linesWanted(all: readonly LogLine[], query: LogQuery, isCut: boolean): LogLines {
  const words = query.words.map((word) => word.toLowerCase())
  const since = query.since === undefined ? undefined : Date.parse(query.since)
  const isWanted = ({ at, text }: LogLine): boolean =>
    (since === undefined || at === undefined || Date.parse(at) >= since) &&
    words.every((word) => text.toLowerCase().includes(word))
  const wanted = all.filter(isWanted)
  const most = Math.min(query.count, MOST_LOG_LINES)
  return { lines: wanted.slice(-most), isCut: isCut || wanted.length > most }
}
