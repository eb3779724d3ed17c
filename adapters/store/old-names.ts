/** Says when to forget delivery names that are too old to matter. */
export interface OldNames {
  /** Names from before are to be forgotten with an append of that time; undefined: none this time. */
  before(at: Date): Date | undefined
}

/** No platform delivers again after so long; Slack gives up after a day. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000
/** To look with every append would take a tenth of it. */
const EVERY_MS = 60 * 60 * 1000

export function createOldNames(): OldNames {
  let nextAt = 0
  return {
    before(at) {
      if (at.getTime() < nextAt) return undefined
      nextAt = at.getTime() + EVERY_MS
      return new Date(at.getTime() - KEPT_MS)
    },
  }
}
