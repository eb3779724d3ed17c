/** How the commands that ask a running bot end, for programs. 1 is any other fault, as everywhere. */
export const EXIT = {
  done: 0,
  /** The task failed or was cancelled, or the change was not approved. */
  notDone: 2,
  /** It waits for a yes that was not given. */
  unconfirmed: 3,
  /** The token opens nothing, or not this. */
  denied: 4,
} as const
