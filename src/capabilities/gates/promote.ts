import type { Asker } from '../../access/permissions.ts'
import { deployRequest } from '../../changes/plans/deploy.ts'
import { imageFor, imageThen } from '../../changes/plans/image-of.ts'
import { type Problem, problem } from '../../changes/plans/planned.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { EnvironmentId } from '../../domain/ids.ts'
import type { Place } from '../../domain/place.ts'
import { digestOf } from '../../domain/plans/planned-image.ts'
import { environments, runs } from '../../domain/projections.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Slots } from '../../domain/understanding.ts'
import { scopeFor } from '../../queries/scope.ts'
import type { Texts } from '../../texts/texts.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { AnswerParts, ChangeCapability, Wanted } from '../capability.ts'
import { promotedToRing } from '../deployments/ring-request.ts'

/** The deployment of exactly the release that is live in the environment before: its commit, whatever it is called by now. */
async function wantPromotion(parts: AnswerParts, asker: Asker, slots: Slots): Promise<Wanted> {
  const texts = textsIn(asker.language)
  const rings = await promotedToRing(parts, asker, slots, texts)
  if (rings) return rings
  const words = texts.gates.promote
  const to = { service: String(slots.service), environment: String(slots.environment) }
  const from = environmentBefore(to, parts.settings)
  if (from === undefined) return refused(problem(words.fromWhere(to)))
  const source = { ...to, environment: from }
  if (!(await scopeFor(parts, asker).mayRead('deploy.status', source)))
    return refused(problem(texts.deployments.notVisible))
  const live = (await parts.store.get(environments, environmentKey(source.service, from)))?.current
  if (!live || live.stoppedAt !== undefined) return refused(problem(words.nothingLive(source)))
  const { version, sha } = live.release
  const other = slots.ref === undefined ? undefined : await otherThan(sha, String(slots.ref), source, parts, texts)
  if (other) return refused(other)
  const request = deployRequest({ ...slots, ref: sha }, texts)
  if (request.kind === 'problem') return refused(request)
  const image = imageThen(await parts.store.get(runs, live.task), live.release)
  const there = await imageFor(to, live.release, parts.delivery, image)
  const isExact = there.image === undefined || (image !== undefined && digestOf(there.image) === digestOf(image))
  const note = words[isExact ? 'exactly' : 'sameCommit']({ version, environment: from })
  return { kind: 'change', request: { ...request, ...(image && { image }) }, note }
}

const refused = (request: Problem): Wanted => ({ kind: 'change', request })

/** By the order; without one, the only other environment of the service. */
function environmentBefore({ service, environment }: Place, { gates, services }: Settings): EnvironmentId | undefined {
  const ordered = gates.order.find((rule) => rule.environment === environment)?.after
  if (ordered !== undefined) return ordered
  const others = services.find(({ id }) => id === service)?.environments.filter((one) => one !== environment) ?? []
  return others.length === 1 ? others[0] : undefined
}

/** Why the release that was named is not what is live there. */
async function otherThan(
  sha: string,
  ref: string,
  { service, environment }: Place,
  { store, delivery }: AnswerParts,
  { gates: { promote } }: Texts,
): Promise<Problem | undefined> {
  const named = await delivery.resolve(service, ref)
  if ('problem' in named) return problem(named.sentence)
  if (named.sha === sha) return undefined
  const live = (await store.get(environments, environmentKey(service, environment)))?.current
  return problem(promote.another({ environment, version: live?.release.version ?? '', named: named.version }))
}

export const deployPromote = {
  intent: 'deploy.promote',
  effect: 'change',
  spokenOf: /\bpromot|\bdeploy|\bship|\bmove/i,
  want: wantPromotion,
} as const satisfies ChangeCapability
