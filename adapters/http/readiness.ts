/** One thing the bot needs. `check` throws, or never answers, when it does not work. */
export interface HealthPart {
  readonly name: string
  readonly check: () => Promise<void> | void
  /** When anything was last heard from it; left out where it only answers. */
  readonly heardAt?: () => Date | undefined
  /** By why, what it could never take since the start; left out where nothing is posted. It does not make it less ready. */
  readonly undelivered?: () => Readonly<Record<string, number>>
}

export interface Readiness {
  readonly status: 'starting' | 'ready' | 'not-ready'
  /** By name: `ready`, or why not. */
  readonly parts: Readonly<Record<string, string>>
  /** Seconds since a chat was last heard from, signs of life of its connection included, by name. */
  readonly heardSecondsAgo?: Readonly<Record<string, number>>
  /** By chat and why, messages given up since the start. */
  readonly undelivered?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** Whoever asks whether the bot is ready wants to know soon; what takes longer does not work. */
const CHECK_TIMEOUT_MS = 2_000

export async function examine(
  parts: readonly HealthPart[] | undefined,
  timeoutMs: number = CHECK_TIMEOUT_MS,
): Promise<Readiness> {
  if (parts === undefined) return { status: 'starting', parts: {} }
  const states = await Promise.all(parts.map(async (part) => [part.name, await stateOf(part, timeoutMs)] as const))
  const ready = states.every(([, state]) => state === 'ready')
  const heard = heardSecondsAgo(parts)
  const undelivered = undeliveredIn(parts)
  return {
    status: ready ? 'ready' : 'not-ready',
    parts: Object.fromEntries(states),
    ...(Object.keys(heard).length > 0 && { heardSecondsAgo: heard }),
    ...(Object.keys(undelivered).length > 0 && { undelivered }),
  }
}

function heardSecondsAgo(parts: readonly HealthPart[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    parts.flatMap(({ name, heardAt }) => {
      const at = heardAt?.()
      return at ? [[name, Math.max(0, Math.floor((Date.now() - at.getTime()) / 1_000))]] : []
    }),
  )
}

function undeliveredIn(parts: readonly HealthPart[]): NonNullable<Readiness['undelivered']> {
  return Object.fromEntries(
    parts.flatMap(({ name, undelivered }) => {
      const counts = undelivered?.() ?? {}
      return Object.keys(counts).length > 0 ? [[name, counts]] : []
    }),
  )
}

/** Reasons go to the log: a connection's error may name hosts and users, and this page asks nobody who they are. */
async function stateOf({ check }: HealthPart, timeoutMs: number): Promise<string> {
  const timeout = Promise.withResolvers<string>()
  const timer = setTimeout(() => timeout.resolve(`no answer within ${timeoutMs} ms`), timeoutMs)
  try {
    const answer = Promise.resolve(check()).then(() => 'ready')
    return await Promise.race([answer, timeout.promise])
  } catch {
    return 'does not work'
  } finally {
    clearTimeout(timer)
  }
}
