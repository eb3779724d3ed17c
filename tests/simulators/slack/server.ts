import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type SimulatorClock, systemClock } from '../clock.ts'
import { servePeople } from '../people-over-http.ts'
import { AT_ONCE_MS, RETRY_PAUSES_MS, SLACK_WAITS_MS } from './delivery.ts'
import { createFailing } from './failing.ts'
import { createFront, type FrontParts } from './front.ts'
import { createHttpDelivery } from './http-delivery.ts'
import { Installs } from './install.ts'
import { createPeople } from './people.ts'
import { RateLimits } from './rate-limits.ts'
import { createReading } from './reading.ts'
import { ResponseUrls } from './response-urls.ts'
import { createScript } from './script.ts'
import { createSocketDelivery } from './socket-delivery.ts'
import { Tokens } from './tokens.ts'
import { Traffic } from './traffic.ts'
import { Views } from './views.ts'
import { createWebApi, HOME_TEAM } from './web-api.ts'
import { BOT_USER, HOME, type Installation, Workspace } from './workspace.ts'

export { APP_TOKEN } from './tokens.ts'

export type SlackServer = Awaited<ReturnType<typeof startSlackServer>>

export interface SlackServerOptions {
  /**
   * `on`, as in Slack, unless said otherwise: calls are counted by method and workspace and answered with 429 when there
   * are too many, and an event that is not acknowledged comes again at once, after a minute and after five by `clock`.
   * `off` counts nothing and delivers again at once, for tests in which nobody moves a clock. What is checked of blocks,
   * views, tokens, triggers and channels is the same in both.
   */
  readonly limits?: 'on' | 'off'
  /** By which deadlines, ages and rates go; time as it passes by default. */
  readonly clock?: SimulatorClock
  /** Milliseconds after which an event not acknowledged over the socket comes again; Slack waits 3,000. */
  readonly redeliverAfterMs?: number
  /** The bot's endpoint; without one events go over Socket Mode. `deliverTo` changes it. */
  readonly botUrl?: string
  /** The workspace that the bot was installed in; `T1` by default. */
  readonly team?: string
  /** Permissions of the bot token; unsaid by default. */
  readonly scopes?: readonly string[]
  /** Of Enterprise Grid: the organisation, and whether the app is installed for all of it. */
  readonly enterprise?: string
  readonly isOrgWide?: boolean
  /** The port to listen on; any free one by default. */
  readonly port?: number
}

export const BOT_TOKEN = HOME.token
export const SIGNING_SECRET = 'harbour-signing-secret'

/** A Slack on this machine that speaks the real protocol, to bots in this process or in any other. */
export async function startSlackServer(options: SlackServerOptions = {}) {
  const { clock = systemClock(), limits = 'on' } = options
  const hasLimits = limits === 'on'
  const pausesMs = hasLimits ? RETRY_PAUSES_MS : AT_ONCE_MS
  let botUrl: string | (() => string) | undefined = options.botUrl
  const host = (): string => `127.0.0.1:${(server.address() as AddressInfo).port}`

  const views = new Views(clock)
  const rules = { editableMs: Number.POSITIVE_INFINITY }
  const tokens = new Tokens()
  const apis = new Map<Workspace, ReturnType<typeof createWebApi>>()
  const open = (installation: Installation): Workspace => {
    const workspace = new Workspace(installation, () => clock.now())
    tokens.add(workspace)
    apis.set(workspace, createWebApi(workspace, views, host, { clock, rules }))
    return workspace
  }
  const home = open(homeOf(options))
  const installs = new Installs(() => clock.now(), open)
  const responses = new ResponseUrls(clock, host)
  const front: FrontParts = {
    tokens,
    rates: hasLimits ? new RateLimits(clock) : undefined,
    responses,
    installs,
    workspaces: () => apis.keys(),
    call: (workspace, method, args) => apis.get(workspace)?.(method, args) ?? { ok: false, error: 'fatal_error' },
    failures: new Map(),
    calls: [],
  }

  const answer = createFront(front)
  const server = createServer((request, response) => {
    void servePeople(people, request, response).then((isServed) => (isServed ? undefined : answer(request, response)))
  })
  const waitsMs = options.redeliverAfterMs ?? SLACK_WAITS_MS
  const sockets = createSocketDelivery(server, { clock, pausesMs, waitsMs })
  const endpoint = (): string => (typeof botUrl === 'function' ? botUrl() : (botUrl ?? ''))
  const requests = createHttpDelivery(SIGNING_SECRET, endpoint, { clock, pausesMs, isPatient: !hasLimits })
  const traffic = new Traffic(() => (botUrl ? requests : sockets), clock, hasLimits)
  const scene = { workspace: home, views, clock, traffic, responses }
  const people = createPeople(scene)
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))

  return {
    apiUrl: `http://${host()}/api/`,
    botUser: BOT_USER,
    clock,
    /** Sends events to this endpoint from now on, or each to the one that is named then; those that wait for a restarted bot too. */
    deliverTo(url: string | (() => string)): void {
      botUrl = url
    },
    ...createScript(scene),
    ...createReading(home, views, front.calls),
    ...createFailing({ home, tokens, failures: front.failures, rules }),
    /** Somebody in the home workspace; the same name is always the same person, `ana` is `UANA`. */
    person: people.person,
    screen: people.screen,
    /** Everything that people see, to be waited for: resolves after the next change. */
    changed: () => home.next(),
    /** Resolves when nothing is on its way to the bot. */
    settled: () => traffic.settled(),
    redeliver: () => traffic.redeliver(),
    /** Installs the app into another workspace without the OAuth page, and gives what drives and reads that one. */
    install(installation: Installation) {
      const workspace = open(installation)
      const there = { ...scene, workspace }
      return {
        ...createScript(there),
        ...createReading(workspace, views, front.calls),
        workspace,
        person: createPeople(there).person,
      }
    },
    /** The home workspace, and the addresses that its commands and presses may be answered at. */
    workspace: home,
    responses,
    /** The page on which an admin allows the app: `allow` gives the address that the browser is sent to then. */
    installs,
    renewConnections: sockets.renewConnections,
    dropSockets: sockets.dropSockets,
    goSilent: sockets.goSilent,
    sendRaw: sockets.sendRaw,
    connections: sockets.connections,
    async stop(): Promise<void> {
      requests.stop()
      sockets.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function homeOf({ team = HOME_TEAM, scopes, enterprise, isOrgWide }: SlackServerOptions): Installation {
  return {
    ...HOME,
    team,
    ...(scopes && { scopes }),
    ...(enterprise && { enterprise }),
    ...(isOrgWide && { isOrgWide }),
  }
}
