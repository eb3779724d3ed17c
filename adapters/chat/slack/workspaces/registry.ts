import type { Clock } from '../../../../src/ports/clock.ts'
import { createRecent } from '../../recent.ts'
import type { ConnectedWorkspace } from '../connect-workspace.ts'
import type { Installation } from './installation.ts'
import type { Installations } from './installations.ts'

/** So soon a process hears of what another one has installed or removed. */
const KNOWN_FOR_MS = 60_000
const UNKNOWN_FOR_MS = 10_000
/** Of how many sites it is remembered whether the bot is there. */
const REMEMBERED = 1_000

/** An installed workspace, and the bot in it. */
export interface Served extends ConnectedWorkspace {
  readonly installation: Installation
}

/** The installed workspaces that this process serves. */
export interface Registry {
  /** Connects it if it is installed. Throws when the store does not answer or the installation cannot be read. */
  find(site: string): Promise<Served | undefined>
  /** Has it looked up again. */
  changed(site: string): void
  all(): Iterable<Served>
  close(): Promise<void>
}

/**
 * Each workspace is connected when something first comes from there or goes there, so that no start waits for one and none
 * that cannot be read keeps the others away.
 */
export function createRegistry(
  installations: Pick<Installations, 'find'>,
  connect: (installation: Installation) => ConnectedWorkspace,
  clock: Clock,
): Registry {
  const served = new Map<string, Served>()
  const looks = createRecent<string, { readonly until: number; readonly found: Promise<Served | undefined> }>(
    REMEMBERED,
  )
  const now = (): number => clock.now().getTime()

  async function look(site: string): Promise<Served | undefined> {
    const installation = await installations.find(site)
    const before = served.get(site)
    if (installation && before?.installation.token === installation.token) return before
    // It ends what it has in hand by itself; whoever asks may be part of that.
    if (before) void before.app.close()
    served.delete(site)
    if (!installation) return undefined
    const next = { ...connect(installation), installation }
    served.set(site, next)
    return next
  }

  async function remember(site: string): Promise<Served | undefined> {
    const found = look(site)
    const until = now() + KNOWN_FOR_MS
    const held = looks.keep(site, { until, found })
    const forget = (): boolean => looks.get(site) === held && looks.forget(site)
    try {
      const there = await found
      if (!there && forget()) looks.keep(site, { until: now() + UNKNOWN_FOR_MS, found })
      return there
    } catch (error) {
      forget()
      throw error
    }
  }

  return {
    async find(site) {
      const held = looks.get(site)
      return held && held.until > now() ? held.found : remember(site)
    },
    changed: (site) => void looks.forget(site),
    all: () => served.values(),
    async close() {
      await Promise.all([...served.values()].map(({ app }) => app.close()))
    },
  }
}
