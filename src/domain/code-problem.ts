/** Why a host gives no answer. */
export const HOST_PROBLEMS = [
  /** There is no such thing, or the token may not see it: hosts answer both alike. */
  'not-found',
  /** There is no token, or it has expired or was revoked. */
  'bad-token',
  /** The token lacks a right. */
  'forbidden',
  /** Too many requests in a while. */
  'rate-limited',
  /** The commit has more checks than are read: one that is left out could be red. */
  'too-many',
  /** It answers something else than its interface says, as a proxy before it does. */
  'unreadable',
  /** It does not answer in time, cannot be reached, or has a fault of its own. */
  'away',
] as const

export interface HostProblem {
  readonly problem: (typeof HOST_PROBLEMS)[number]
  /** For the log; it may quote the host. */
  readonly detail: string
}

/** Why there is no answer about a service's pull requests or checks. */
export type ServiceCodeProblem =
  | (HostProblem & { readonly host: string; readonly repository: string })
  /** No host is configured for the service, nor known by its repository. */
  | { readonly problem: 'no-host' }
  /** The address that was given is one of another repository. */
  | { readonly problem: 'other-repository'; readonly own: string; readonly named: string }
