/**
 * The store came from a backup, and what may have been done after it is held: how many messages, questions, plans and requests,
 * tasks, schedules, and ways in were ended. Stream `restore-<id>`.
 */
export interface LogRestored {
  readonly type: 'log.restored'
  readonly restore: string
  /** When the newest event of the backup was appended: ISO 8601 in UTC; left out in an empty one. */
  readonly upTo?: string
  readonly ended: Readonly<Record<string, number>>
}

export const restoreStream = (restore: string): string => `restore-${restore}`
