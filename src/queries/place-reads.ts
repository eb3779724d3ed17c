import { answeredBy } from '../domain/confirmation.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { concerns, type Freeze, frozenUntil } from '../domain/gates/freeze.ts'
import type { UserId } from '../domain/ids.ts'
import type { Place } from '../domain/place.ts'
import { targetOf } from '../domain/plan.ts'
import { changes, confirmations, threadLabel } from '../domain/projections.ts'
import { type Run, runStream } from '../domain/run.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { EventLog } from '../ports/event-store.ts'
import type { HoldingFreeze, Judgement, PlaceNow, PlaceReads, SeenTask } from '../ports/place-reads.ts'
import { findDrifts } from './find-drifts.ts'
import { findRun } from './find-runs.ts'
import { namesOf } from './names.ts'
import type { ReaderScope } from './scope.ts'
import { readServiceLog } from './service-log.ts'
import { statesAt } from './states-at.ts'
import { stepsSeen } from './steps-seen.ts'
import { trafficAround } from './traffic-around.ts'
import { visiblePlaces } from './visible-places.ts'

interface Parts {
  readonly store: ReaderScope['store'] & Pick<EventLog<ShipmateEvent>, 'readStream'>
  readonly workflows: Workflows
}

/** @param allow The scope of a reader who has a right; throws where they have it nowhere. */
export function createPlaceReads(
  parts: Parts,
  allow: (by: UserId, intent: string) => Promise<ReaderScope>,
): PlaceReads {
  const { store } = parts
  return {
    async placesNow(by) {
      const scope = await allow(by, 'deploy.status')
      const places = await visiblePlaces(scope, {}, 'deploy.status')
      const states = await statesAt(places, store)
      const drifting = await findDrifts(scope, {}, 'drift.list')
      const now = await Promise.all(
        places.map(async (place, index): Promise<PlaceNow> => {
          const state = states[index]
          const seesGates = await scope.mayRead('deploy.check', place)
          const changing = state?.holder === undefined ? undefined : await findRun(scope, state.holder, 'task.status')
          const live = state?.current && (await findRun(scope, state.current.task, 'task.status'))
          return {
            ...place,
            ...{ state, freezes: seesGates ? freezesAt(place, scope) : [] },
            drifts: drifting.filter((drift) => isAt(drift, place)),
            ...(changing && { changing }),
            ...(live && { live }),
            ...(seesGates && state?.lock && { lock: state.lock }),
          }
        }),
      )
      const people = now.flatMap(({ lock, changing }) => [
        ...(lock ? [lock.by] : []),
        ...(changing ? [changing.by] : []),
      ])
      return { places: now, names: await namesOf(store, people) }
    },
    async taskInFull(by, task) {
      const scope = await allow(by, 'task.status')
      const run = await findRun(scope, task, 'task.status')
      return run && inFull(parts, scope, run)
    },
    async trafficAround(by, task) {
      const scope = await allow(by, 'metrics.query')
      const run = await findRun(scope, task, 'task.status')
      const target = run && targetOf(run)
      if (!target || !(await scope.mayRead('metrics.query', target))) return undefined
      return trafficAround(parts, scope, run, target)
    },
    async logAt(by, place, count) {
      const scope = await allow(by, 'logs.show')
      // Only a place that is declared: a name that somebody made up reaches no file.
      const [declared] = await visiblePlaces(scope, place, 'logs.show')
      if (!declared) return undefined
      const { logs } = scope.delivery.abilities(declared.service, declared.environment)
      if (logs.kind === 'lacking') return undefined
      return readServiceLog(logs.part, declared, { count, words: [] }, scope.redact)
    },
  }
}

async function inFull(parts: Parts, scope: ReaderScope, run: Run): Promise<SeenTask> {
  const { store } = parts
  const [events, asked, change] = await Promise.all([
    store.readStream(runStream(run.task)),
    run.approved === undefined ? [] : store.list(confirmations, { labels: ['given', threadLabel(run.thread)] }),
    run.change === undefined ? undefined : store.get(changes, run.change),
  ])
  const confirmation = asked.find((one) => one.planHash === run.approved && answeredBy(one) === run.by)
  const maySeeChange = change !== undefined && (await scope.decide('change.show')).kind === 'allowed'
  const people = [
    run.by,
    ...(confirmation ? [answeredBy(confirmation)] : []),
    ...(run.cancelRequested ? [run.cancelRequested.by] : []),
    ...(run.promoted ? [run.promoted.by] : []),
    ...(run.brokeGlass ? [run.brokeGlass.by] : []),
    ...(change?.approvals.map(({ by }) => by) ?? []),
  ]
  return {
    run,
    steps: await stepsSeen(parts, run),
    correlation: events[0]?.correlationId ?? run.task,
    judgements: events.flatMap(({ body, at }) => (body.type === 'agent.decided' ? [judgementFrom(body, at)] : [])),
    names: await namesOf(store, people),
    ...(confirmation && { confirmation }),
    ...(maySeeChange && { change }),
  }
}

type Decided = Extract<ShipmateEvent, { type: 'agent.decided' }>

const judgementFrom = ({ agent, reasons, by }: Decided, at: string): Judgement => ({
  ...{ at, agent, reasons },
  ...(by.kind === 'model' && { model: by.model }),
})

function freezesAt(place: Place, { settings, clock }: ReaderScope): readonly HoldingFreeze[] {
  return settings.gates.freezes.flatMap((freeze) => (concerns(freeze, place) ? holding(freeze, clock.now()) : []))
}

function holding(freeze: Freeze, now: Date): readonly HoldingFreeze[] {
  const until = frozenUntil(freeze, now)
  if (until === undefined) return []
  const { name, reason } = freeze
  return [{ name, ...(reason !== undefined && { reason }), ...(until !== 'never' && { until: until.toISOString() }) }]
}

const isAt = (one: Place, other: Place): boolean =>
  one.service === other.service && one.environment === other.environment
