import type { EnvironmentId, ServiceId, TaskId } from '../../src/domain/ids.ts'
import type { Release } from '../../src/domain/release.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Delivery } from '../../src/ports/delivery.ts'
import type { Gates } from './gates.ts'
import { type AbilityScript, createRehearsedAbilities, type RehearsedAbilities } from './rehearsed-abilities.ts'
import { createRehearsedActions, type RehearsedActions } from './rehearsed-actions.ts'
import { createRehearsedCanaries } from './rehearsed-canary.ts'
import { noCanaryByCommand, noStatusCommand } from './rehearsed-command.ts'
import {
  brokenBuild,
  failingTests,
  isUnhealthy,
  missing,
  notHealthy,
  nothingServes,
  outOfDate,
  unknownRef,
} from './rehearsed-failures.ts'
import { createRehearsedForecasts, type RehearsedForecasts } from './rehearsed-forecast.ts'
import { createRepository } from './repository.ts'
import { createScriptedCode, type ScriptedCode } from './scripted-code.ts'
import { createScriptedTraffic } from './scripted-traffic.ts'
import type { ServiceScript } from './service-script.ts'

/** For so long a trouble is only seen. */
const SEEN_MS = 10_000

/** A world without machines: releases are built and served by saying so. */
export interface RehearsalDelivery
  extends Delivery,
    Pick<ScriptedCode, 'turnCode'>,
    Pick<RehearsedAbilities, 'effects' | 'write'>,
    Pick<RehearsedActions, 'endRun'>,
    Pick<RehearsedForecasts, 'moveTag'> {
  /** What serves, as it is without anybody having asked for it. */
  putLive(service: ServiceId, environment: EnvironmentId, release: Release, task: TaskId): void
  serving(service: ServiceId, environment: EnvironmentId): Release | undefined
  move(service: ServiceId, branch: string, to: string): void
  /** What is live changes without a deployment: it is gone, stopped on purpose, unhealthy, healthy again, another version, or changed by hand. */
  turn(service: ServiceId, environment: EnvironmentId, into: string, byHand?: string): void
}

export interface RehearsalDeliveryParts {
  readonly services: Readonly<Record<ServiceId, ServiceScript>>
  readonly clock: Clock
  readonly gates: Gates
}

interface Served {
  readonly release: Release
  readonly since: string
}

export function createRehearsalDelivery({ services, clock, gates }: RehearsalDeliveryParts): RehearsalDelivery {
  const repositories = new Map(Object.entries(services).map(([id, script]) => [id, createRepository(id, script)]))
  const live = new Map<string, Served>()
  /** Places whose instance has become unhealthy by itself. */
  const ill = new Set<string>()
  /** Places that somebody has stopped. */
  const stopped = new Set<string>()
  /** What somebody has changed by hand at a place. */
  const edited = new Map<string, string>()
  const tokens = new Map<string, number>()
  const keyOf = (service: ServiceId, environment: EnvironmentId): string => `${service}/${environment}`
  const traffic = createScriptedTraffic(
    Object.fromEntries(Object.entries(services).map(([id, script]) => [id, script.traffic])),
    clock,
  )
  const putLive: RehearsalDelivery['putLive'] = (service, environment, release, task) => {
    traffic.switched(service, environment, task, release)
    ill.delete(keyOf(service, environment))
    edited.delete(keyOf(service, environment))
    live.set(keyOf(service, environment), { release, since: clock.now().toISOString() })
  }
  const isIll = (service: ServiceId, version: string, since: string): boolean =>
    (services[service]?.fallsIll.includes(version) ?? false) && clock.now().getTime() - Date.parse(since) > 60_000
  const isServingIll = (service: ServiceId, environment: EnvironmentId): boolean => {
    const key = keyOf(service, environment)
    const served = live.get(key)
    return ill.has(key) || (served !== undefined && isIll(service, served.release.version, served.since))
  }
  const serving: RehearsalDelivery['serving'] = (service, environment) => live.get(keyOf(service, environment))?.release
  const { forecastOf, moveTag } = createRehearsedForecasts(services, serving)
  const replicasOf = (service: ServiceId): number | undefined =>
    services[service]?.runsBy === 'kubernetes' ? services[service].scale.count : undefined
  const code = createScriptedCode(services, repositories)
  const canaries = createRehearsedCanaries({ clock, traffic, isIll, replicasOf })
  const isNewest = (key: string, token: number): boolean => token >= (tokens.get(key) ?? 0)
  const rehearsed = createRehearsedAbilities({
    script: (service) => services[service] ?? NO_ABILITIES,
    clock,
    gates,
    serving,
    refused({ service, environment, fencingToken }) {
      const key = keyOf(service, environment)
      if (!isNewest(key, fencingToken)) return outOfDate(key)
      tokens.set(key, fencingToken)
      return undefined
    },
    unhealthy: (service, { version }) =>
      isUnhealthy(version, services[service]) ? notHealthy(version, services[service]) : undefined,
    renewed: (service, environment) => ill.delete(keyOf(service, environment)),
    scripted(service, environment) {
      const version = live.get(keyOf(service, environment))?.release.version ?? ''
      return services[service]?.logs[version] ?? [`${version} listening`]
    },
  })

  const { endRun, ...actions } = createRehearsedActions(clock, rehearsed.effects)

  return {
    ...rehearsed,
    endRun,
    abilities(service, environment) {
      const forecast = forecastOf(service, environment)
      return { ...rehearsed.abilities(service, environment), ...(forecast && { forecast }) }
    },
    moveTag,
    putLive,
    serving,
    move: (service, branch, to) => repositories.get(service)?.move(branch, to),
    turn(service, environment, into, byHand) {
      const key = keyOf(service, environment)
      if (byHand !== undefined) edited.set(key, byHand)
      const release = repositories.get(service)?.find(into)
      stopped.delete(key)
      if (into === 'stopped-on-purpose') stopped.add(key)
      if (into.startsWith('stopped')) live.delete(key)
      else if (into === 'unhealthy') ill.add(key)
      else if (into === 'healthy') ill.delete(key)
      else if (release) live.set(key, { release, since: clock.now().toISOString() })
    },
    async resolve(service, ref) {
      const repository = repositories.get(service)
      return repository ? (repository.find(ref) ?? unknownRef(service, ref)) : missing(service)
    },
    async commitsBetween(service, from, to, limit) {
      return repositories.get(service)?.between(from, to).slice(0, limit) ?? []
    },
    async changesBetween(service, from, to) {
      return repositories.get(service)?.changes(from, to)
    },
    async lastAuthors(service, sha, paths) {
      return repositories.get(service)?.lastAuthors(sha, paths) ?? []
    },
    ...code,
    recipe: () => 'usual',
    async versions(service) {
      return repositories.get(service)?.versions() ?? []
    },
    async build({ service, release: { version } }, signal) {
      if ((await gates.pass('build', signal)) === 'aborted') return { kind: 'cancelled' }
      return services[service]?.brokenBuilds.includes(version)
        ? brokenBuild(version, services[service])
        : { kind: 'done' }
    },
    async test({ service, release: { version } }, signal) {
      if ((await gates.pass('build', signal)) === 'aborted') return { kind: 'cancelled' }
      const script = services[service]
      if (script?.brokenBuilds.includes(version)) return brokenBuild(version, script)
      return script?.brokenTests.includes(version)
        ? failingTests(version, script)
        : { kind: 'passed', counts: { passed: 48, failed: 0 } }
    },
    async deploy(order, report, signal, trial) {
      const { task, service, environment, release, fencingToken, strategy } = order
      const key = keyOf(service, environment)
      if (!isNewest(key, fencingToken)) return outOfDate(key)
      tokens.set(key, fencingToken)
      canaries.clear(order)
      if (strategy === 'canary' && !live.has(key)) return nothingServes(key)
      if (services[service]?.runsBy === 'github-actions' && live.get(key)?.release.sha !== release.sha) {
        const outcome = await actions.deploy(order, report, signal)
        if (outcome !== 'deployed') return outcome
        putLive(service, environment, release, task)
      }
      if ((live.get(key)?.release.sha !== release.sha || ill.has(key) || edited.has(key)) && !canaries.has(order)) {
        await report('starting')
        if ((await gates.pass('deploy', signal)) === 'aborted') return { kind: 'cancelled' }
        const { seen } = services[service]?.troubles[release.version] ?? {}
        const until = Date.parse(order.since ?? clock.now().toISOString()) + SEEN_MS
        if (seen !== undefined && clock.now().getTime() < until)
          return { kind: 'paused', until: new Date(until).toISOString(), seen }
        if (isUnhealthy(release.version, services[service])) return notHealthy(release.version, services[service])
        await report('healthy')
        if (!isNewest(key, fencingToken)) return outOfDate(key)
        if (order.digest !== undefined) rehearsed.effects.push(`run ${key} as ${order.digest}`)
        if (trial && strategy === 'canary') canaries.begin(order, trial)
        else putLive(service, environment, release, task)
      }
      if (trial && canaries.has(order)) {
        await report('canary')
        const ended = await canaries.tried(order, trial, signal)
        if (ended) return ended
        if (!isNewest(key, fencingToken)) return outOfDate(key)
        putLive(service, environment, release, task)
      }
      await report('switched')
      // From here on a cancel has no effect.
      await gates.pass('drain')
      await report('draining')
      return { kind: 'done' }
    },
    async canaryBlocker(service, environment) {
      if (services[service]?.runsBy === 'command') return noCanaryByCommand(service, environment)
      if (!live.has(keyOf(service, environment))) return `${service} is not running in ${environment}.`
      return isServingIll(service, environment)
        ? `The live release of ${service} in ${environment} is unhealthy itself.`
        : undefined
    },
    async health(service, environment) {
      const key = keyOf(service, environment)
      if (services[service]?.tellsHealth === false) return noStatusCommand(service, environment)
      const served = live.get(key)
      const byHand = edited.get(key)
      const at = { url: `http://${service}.${environment}.example`, ...(byHand !== undefined && { byHand: [byHand] }) }
      if (!served) return { state: 'nothing-deployed', ...at, ...(stopped.has(key) && { isIntended: true }) }
      const { release, since } = served
      return isServingIll(service, environment)
        ? { state: 'unhealthy', release, ...at, sentence: '/health answers 503.' }
        : { state: 'healthy', release, since, ...at }
    },
    howCounted: () => 'at the proxy',
    async measured(service, environment, since, until) {
      const unknown = services[service]?.requestsUnknown
      if (unknown !== undefined) return { from: since.toISOString(), releases: [], unknown }
      return traffic.measured(service, environment, since, until)
    },
    async counted(service, environment, since, until) {
      const unknown = services[service]?.requestsUnknown
      if (unknown !== undefined) return { from: since.toISOString(), requests: 0, errors: 0, unknown }
      return traffic.counted(service, environment, since, until)
    },
  }
}

const NO_ABILITIES: AbilityScript = { runsBy: 'local', lacks: [], tellsHealth: true, scale: { count: 1 } }
