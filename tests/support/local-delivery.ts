import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LocalService } from '../../adapters/deploy/local/local-service.ts'
import { hostPaths } from '../../adapters/local-host/host/host-paths.ts'
import type { Instance } from '../../adapters/local-host/host/host-protocol.ts'
import { readHostState } from '../../adapters/local-host/host/host-state.ts'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { type DeliveryConfig, deliveryFor, type LiveDelivery } from '../../src/app/wiring/delivery.ts'
import type { DeliveredService } from '../../src/app/wiring/delivery-kinds.ts'
import type { DeployPhase, Release } from '../../src/domain/release.ts'
import type { CanaryTrial, DeployOrder, DeployOutcome } from '../../src/ports/deployer.ts'
import { createGitRepository, type Files, type GitRepository } from './git-repository.ts'
import { freePort } from './ports.ts'

/** A service whose behaviour is a file of its repository. */
export interface Behaviour {
  readonly version: string
  readonly health?: 'good' | 'bad' | 'silent'
  readonly exits?: number
  /** Each request of a user whose number this divides is answered with 500. */
  readonly failsEvery?: number
}

const SERVER = `
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
const { version, exits, failsEvery = 0, ...behaviour } = JSON.parse(readFileSync('behaviour.json', 'utf8'))
if (exits !== undefined) {
  console.error('\\u001b[31mcannot go on\\u001b[0m')
  process.exit(exits)
}
let asked = 0
let { health = 'good' } = behaviour
const server = createServer((request, response) => {
  const answer = () => response.end(JSON.stringify({ version, pid: process.pid, environment: process.env }))
  if (request.url === '/crash') process.exit(3)
  if (request.url === '/slow') {
    response.flushHeaders()
    return setTimeout(answer, 300)
  }
  if (request.url === '/turn-bad') health = 'bad'
  if (request.url !== '/health') {
    asked += 1
    if (failsEvery > 0 && asked % failsEvery === 0) response.statusCode = 500
    return answer()
  }
  if (health === 'silent') return
  if (health === 'bad') response.statusCode = 500
  answer()
})
server.listen(Number(process.env.PORT), process.env.HOST)
process.once('SIGTERM', () => server.close(() => process.exit(0)))
`

export function serverFiles(behaviour: Behaviour): Files {
  return { 'server.mjs': SERVER, 'behaviour.json': JSON.stringify(behaviour) }
}

/** A service of a test, everything about it side by side. */
export type TestService = Omit<DeliveredService, 'local' | 'environments'> & LocalService

export function delivered({
  id,
  repository,
  build,
  buildTimeoutSeconds,
  test,
  keep,
  ...service
}: TestService): DeliveredService {
  const { environments, ...local } = service
  const places = Object.entries(environments).map(([environment, { port, env }]) => [
    environment,
    { target: { kind: 'local', port, ...(env && { variables: { env, secretEnv: {} } }) } as const },
  ])
  return {
    ...{
      id,
      repository,
      ...(build && { build }),
      ...(test && { test }),
      buildTimeoutSeconds,
      ...(keep && { keep }),
      local,
    },
    environments: Object.fromEntries(places),
  }
}

/** Where a test delivers: a temporary folder, a repository with one service, and a free public port. */
export interface Place {
  readonly folder: string
  readonly repository: GitRepository
  readonly service: TestService
  readonly delivery: LiveDelivery
  /** Commits the behaviour, tags it, builds it, and gives its release. */
  released(behaviour: Behaviour): Promise<Release>
  deploy(release: Release, order?: Partial<DeployOrder>, options?: DeployOptions): Promise<DeployOutcome>
  /** What users get on the public port. */
  get(path?: string): Promise<Served>
  instances(): readonly Instance[]
  hostPid(): number
  /** A second bot on the same folder, perhaps with other settings. */
  anotherDelivery(changes?: Partial<TestService>): LiveDelivery
}

export interface DeployOptions {
  readonly report?: (phase: DeployPhase) => void | Promise<void>
  readonly signal?: AbortSignal
  readonly by?: LiveDelivery
  readonly trial?: CanaryTrial
}

export interface Served {
  readonly status: number
  readonly text: string
  readonly version?: string
  readonly pid?: number
  readonly environment?: Record<string, string>
}

export const NEVER_ABORTED = new AbortController().signal

/** Runs a test in a place of its own; afterwards nothing of it runs any more, however the test ended. */
export async function inPlace(
  test: (place: Place) => Promise<void>,
  changes: Partial<TestService> = {},
  config: Partial<DeliveryConfig> = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  const repository = createGitRepository(join(folder, 'repository'))
  const service: TestService = {
    id: 'mail',
    repository: repository.path,
    start: ['node', 'server.mjs'],
    healthPath: '/health',
    environments: { staging: { port: await freePort() } },
    buildTimeoutSeconds: 20,
    healthTimeoutSeconds: 10,
    healthIntervalSeconds: 0.05,
    drainSeconds: 5,
    ...changes,
  }
  const made: LiveDelivery[] = []
  const anotherDelivery = (other: Partial<TestService> = {}): LiveDelivery => {
    const delivery = deliveryFor({ folder, services: [delivered({ ...service, ...other })], ...config })
    made.push(delivery)
    return delivery
  }
  try {
    await test(placeOf(folder, repository, service, anotherDelivery))
  } finally {
    await Promise.all(made.map((delivery) => delivery.close()))
    await stopAll(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}

function placeOf(
  folder: string,
  repository: GitRepository,
  service: TestService,
  anotherDelivery: Place['anotherDelivery'],
): Place {
  const delivery = anotherDelivery()
  const paths = hostPaths(folder)
  let tokens = 0
  return {
    folder,
    repository,
    service,
    delivery,
    anotherDelivery,
    async released(behaviour) {
      const sha = repository.commit(`Release ${behaviour.version}`, serverFiles(behaviour))
      repository.tag(behaviour.version)
      const release = { sha, version: behaviour.version }
      const order = { task: 'TASK-1000', fencingToken: 1, service: service.id, release, strategy: 'cache' } as const
      const built = await delivery.build(order, NEVER_ABORTED)
      if (built.kind !== 'done') throw new Error(`not built: ${JSON.stringify(built)}`)
      return release
    },
    deploy(release, order = {}, { report = () => undefined, signal = NEVER_ABORTED, by = delivery, trial } = {}) {
      tokens += 1
      return by.deploy(
        {
          task: `TASK-${tokens}`,
          fencingToken: tokens,
          service: service.id,
          environment: 'staging',
          release,
          strategy: 'blue-green',
          ...order,
        },
        async (phase) => report(phase),
        signal,
        trial,
      )
    },
    async get(path = '/') {
      const response = await fetch(`http://127.0.0.1:${service.environments.staging?.port}${path}`)
      const text = await response.text()
      return { ...(text.startsWith('{') ? (JSON.parse(text) as object) : {}), status: response.status, text }
    },
    instances: () => readHostState(paths.state).instances,
    hostPid: () => (JSON.parse(readFileSync(paths.lock, 'utf8')) as { pid: number }).pid,
  }
}
