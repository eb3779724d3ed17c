import type { Asker } from '../../access/permissions.ts'
import { placeIn } from '../../changes/plans/placed.ts'
import { type Problem, problem } from '../../changes/plans/planned.ts'
import { textOf } from '../../changes/plans/ref.ts'
import { severalRequest } from '../../changes/plans/several.ts'
import type { WorkflowRequest } from '../../changes/plans/workflow-request.ts'
import { environmentKey } from '../../domain/environment.ts'
import { environments } from '../../domain/projections.ts'
import type { Release } from '../../domain/release.ts'
import { EVERY_RING, NEXT_RING } from '../../domain/ring.ts'
import { namesRings, type OwnRing, ringsOfService } from '../../domain/rings-of-service.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { Documents } from '../../ports/event-store.ts'
import { scopeFor } from '../../queries/scope.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Wanted } from '../capability.ts'

/** A deployment to rings; undefined where its slots name an environment. */
export async function wantedForRings(
  parts: AnswerParts,
  asker: Asker,
  slots: Slots,
  texts: Texts,
): Promise<Wanted | undefined> {
  const name = String(slots.environment)
  const { settings } = parts
  if (!namesRings(settings, name)) return undefined
  const service = String(slots.service)
  const all = ringsOfService(settings, service)
  if (all.length === 0) return refused(problem(texts.rings.problem.noRings({ service })))
  if (name === NEXT_RING) return (await notVisible(all, parts, asker, slots, texts)) ?? toNext(parts, slots, all, texts)
  const meant = name === EVERY_RING ? all : all.filter(({ id }) => id === name)
  if (meant.length === 0) return refused(problem(texts.rings.problem.notThere({ service, ring: name })))
  return { kind: 'change', request: requestFor(meant, slots, textOf(slots.ref, 'latest'), texts) }
}

/** What is live in the last ring that has it everywhere, for the ring after it. */
export async function promotedToRing(
  parts: AnswerParts,
  asker: Asker,
  slots: Slots,
  texts: Texts,
): Promise<Wanted | undefined> {
  const name = String(slots.environment)
  if (!namesRings(parts.settings, name)) return undefined
  const service = String(slots.service)
  const all = ringsOfService(parts.settings, service)
  if (all.length === 0) return refused(problem(texts.rings.problem.noRings({ service })))
  if (name === NEXT_RING) return (await notVisible(all, parts, asker, slots, texts)) ?? toNext(parts, slots, all, texts)
  const last = name === EVERY_RING ? undefined : all.findIndex(({ id }) => id === name)
  if (last === -1) return refused(problem(texts.rings.problem.notThere({ service, ring: name })))
  // The first ring gets what is live somewhere else: which one, nobody can tell.
  if (last === 0) return refused(problem(texts.gates.promote.fromWhere({ service, environment: name })))
  const hidden = await notVisible(all.slice(0, (last ?? all.length) + 1), parts, asker, slots, texts)
  if (hidden) return hidden
  const source = all[(last ?? 1) - 1]
  const targets = last === undefined ? all.slice(1) : all.slice(last, last + 1)
  return source && fromRing(parts, slots, source, targets, texts)
}

/** Whoever may not see what is live in the rings that such a request reads hears nothing of it. */
async function notVisible(
  rings: readonly OwnRing[],
  parts: AnswerParts,
  asker: Asker,
  { service }: Slots,
  texts: Texts,
): Promise<Wanted | undefined> {
  const { mayRead } = scopeFor(parts, asker)
  const places = rings.flatMap(({ environments: own }) => own)
  const seen = await Promise.all(
    places.map((environment) => mayRead('deploy.status', { service: String(service), environment })),
  )
  return seen.includes(false) ? refused(problem(texts.deployments.notVisible)) : undefined
}

async function toNext(
  parts: Pick<AnswerParts, 'settings' | 'store' | 'delivery'>,
  slots: Slots,
  all: readonly OwnRing[],
  texts: Texts,
): Promise<Wanted> {
  const service = String(slots.service)
  const [first] = all
  const release = first && (await releaseIn(first, service, parts.store))
  if (!first || release === undefined)
    return refused(problem(texts.rings.problem.nothingLive({ service, ring: first?.id ?? '' })))
  if (release === 'uneven') return refused(problem(texts.rings.problem.uneven({ service, ring: first.id })))
  for (const [index, ring] of all.entries()) {
    const here = await releaseIn(ring, service, parts.store)
    if (here !== undefined && here !== 'uneven' && here.sha === release.sha) continue
    return fromRing(parts, slots, all[index - 1] ?? first, [ring], texts)
  }
  return refused(problem(texts.rings.problem.everywhere({ service, version: release.version })))
}

async function fromRing(
  { store, delivery }: Pick<AnswerParts, 'store' | 'delivery'>,
  slots: Slots,
  source: OwnRing,
  targets: readonly OwnRing[],
  texts: Texts,
): Promise<Wanted> {
  const service = String(slots.service)
  const words = texts.rings.problem
  const live = await releaseIn(source, service, store)
  if (live === undefined) return refused(problem(words.nothingLive({ service, ring: source.id })))
  if (live === 'uneven') return refused(problem(words.uneven({ service, ring: source.id })))
  if (slots.ref !== undefined) {
    const named = await delivery.resolve(service, String(slots.ref))
    if ('problem' in named) return refused(problem(named.sentence))
    if (named.sha !== live.sha)
      return refused(problem(words.another({ ring: source.id, version: live.version, named: named.version })))
  }
  const note = texts.rings.next({ ring: targets[0]?.id ?? '', version: live.version, before: source.id })
  return { kind: 'change', request: requestFor(targets, slots, live.sha, texts), note }
}

/** What is live in all of a ring. */
async function releaseIn(ring: OwnRing, service: string, store: Documents): Promise<Release | 'uneven' | undefined> {
  const states = await Promise.all(
    ring.environments.map((name) => store.get(environments, environmentKey(service, name))),
  )
  const live = states.map((state) => (state?.current?.stoppedAt === undefined ? state?.current?.release : undefined))
  const [first] = live
  if (first === undefined || live.includes(undefined)) return undefined
  return live.every((release) => release?.sha === first.sha) ? first : 'uneven'
}

function requestFor(rings: readonly OwnRing[], slots: Slots, ref: string, texts: Texts): WorkflowRequest | Problem {
  const place = placeIn(slots, texts)
  if ('kind' in place) return place
  const { service, strategy, strategyNamed } = place
  const deployments = rings.flatMap((ring) =>
    ring.environments.map((environment) => ({ service, environment, ref, ...(strategyNamed && { strategy }) })),
  )
  return severalRequest({ deployments, rings: { names: rings.map(({ id }) => id) } })
}

const refused = (request: Problem): Wanted => ({ kind: 'change', request })
