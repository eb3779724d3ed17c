import type { Ability, TargetKind } from '../../src/domain/ability.ts'
import type { EnvironmentId, ServiceId } from '../../src/domain/ids.ts'
import { type LogLine, linesWanted } from '../../src/domain/log-lines.ts'
import type { Release } from '../../src/domain/release.ts'
import type { Scale } from '../../src/domain/scale.ts'
import { type Abilities, able, LACKING } from '../../src/ports/abilities.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { PlaceOrder } from '../../src/ports/place-order.ts'
import type { Restarter } from '../../src/ports/restarter.ts'
import type { Scaler } from '../../src/ports/scaler.ts'
import type { ServiceLogs } from '../../src/ports/service-logs.ts'
import type { WorkOutcome } from '../../src/ports/work-outcome.ts'
import type { Gates } from './gates.ts'
import { strategiesOf } from './rehearsed-command.ts'

/** What can be asked of a service, and what it says then. */
export interface AbilityScript {
  readonly runsBy: TargetKind
  readonly lacks: readonly Ability[]
  /** False where nobody can tell how it is. */
  readonly tellsHealth: boolean
  /** How many instances there are at first, and who else changes that; left out, one. */
  readonly scale: Scale
}

export interface RehearsedPlaces {
  readonly script: (service: ServiceId) => AbilityScript
  readonly clock: Pick<Clock, 'now'>
  readonly gates: Gates
  readonly serving: (service: ServiceId, environment: EnvironmentId) => Release | undefined
  /** Keeps the newest token of the place; undefined where it is out of date. */
  readonly refused: (order: PlaceOrder) => WorkOutcome | undefined
  /** Why a new instance of what serves does not become healthy. */
  readonly unhealthy: (service: ServiceId, release: Release) => WorkOutcome | undefined
  /** Another instance serves. */
  readonly renewed: (service: ServiceId, environment: EnvironmentId) => void
  /** What the release that serves has written by itself. */
  readonly scripted: (service: ServiceId, environment: EnvironmentId) => readonly string[]
}

export interface RehearsedAbilities {
  abilities(service: ServiceId, environment: EnvironmentId): Abilities
  /** What was done, each once: `restart billionmail/staging`. */
  readonly effects: string[]
  /** A service writes a line into its log. */
  write(service: ServiceId, environment: EnvironmentId, text: string): void
}

const STAMPED = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (.*)$/

export function createRehearsedAbilities(places: RehearsedPlaces): RehearsedAbilities {
  const { clock, gates, serving } = places
  const effects: string[] = []
  const counts = new Map<string, number>()
  const written = new Map<string, LogLine[]>()
  const restarted = new Set<string>()
  const keyOf = (service: ServiceId, environment: EnvironmentId): string => `${service}/${environment}`

  const restarter: Restarter = {
    async restart(order, report, signal) {
      const { task, run = '', service, environment } = order
      const restart = `${task} ${run}`
      const outdated = places.refused(order)
      if (outdated) return outdated
      const release = serving(service, environment) ?? order.release
      if (!release) return nothingRuns(keyOf(service, environment))
      if (!restarted.has(restart)) {
        await report('starting')
        if ((await gates.pass('deploy', signal)) === 'aborted') return { kind: 'cancelled' }
        const complaint = places.unhealthy(service, release) ?? places.refused(order)
        if (complaint) return complaint
        await report('healthy')
        restarted.add(restart)
        effects.push(`restart ${keyOf(service, environment)}`)
        places.renewed(service, environment)
      }
      await report('switched')
      await gates.pass('drain')
      return { kind: 'done' }
    },
  }

  const scaler: Scaler = {
    async scale(order, report, signal) {
      const { service, environment, count } = order
      const key = keyOf(service, environment)
      const outdated = places.refused(order)
      if (outdated) return outdated
      if ((counts.get(key) ?? places.script(service).scale.count) !== count) {
        if (signal.aborted) return { kind: 'cancelled' }
        await report('starting')
        counts.set(key, count)
        effects.push(`scale ${key} to ${count}`)
      }
      await report('switched')
      await gates.pass('drain')
      return { kind: 'done' }
    },
    async scaleNow(service, environment) {
      if (!serving(service, environment)) return undefined
      const { bounds, ...scale } = places.script(service).scale
      const count = counts.get(keyOf(service, environment)) ?? scale.count
      return { count, ready: count, ...(bounds && { bounds }) }
    },
  }

  const logs: ServiceLogs = {
    async lines(service, environment, query) {
      if (!serving(service, environment)) return { lines: [], isCut: false }
      const scripted = places.scripted(service, environment).map((text): LogLine => {
        const [, at, rest = ''] = STAMPED.exec(text) ?? []
        return at === undefined ? { text } : { at, text: rest }
      })
      return linesWanted([...scripted, ...(written.get(keyOf(service, environment)) ?? [])], query, false)
    },
  }

  const all = { restart: able(restarter), scale: able(scaler), logs: able(logs) }
  return {
    effects,
    abilities(service) {
      const { runsBy, lacks } = places.script(service)
      const missing = Object.fromEntries(lacks.map((ability) => [ability, LACKING]))
      return { runsBy, strategies: strategiesOf(runsBy), ...all, ...missing }
    },
    write(service, environment, text) {
      const key = keyOf(service, environment)
      written.set(key, [...(written.get(key) ?? []), { at: clock.now().toISOString(), text }])
    },
  }
}

function nothingRuns(place: string): WorkOutcome {
  return { kind: 'failed', reason: `Nothing runs on ${place}.`, nextStep: 'Deploy a version of it instead.' }
}
