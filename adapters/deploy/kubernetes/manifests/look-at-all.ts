import { readDeployment } from '../live-objects.ts'
import { lookAtRollout, type RolloutLook } from '../rollout-look.ts'
import type { ManifestUndertaking } from './found-service.ts'
import type { Inventory } from './object-marks.ts'

/** How far the rollouts of all Deployments of a service are, together. @throws {KubernetesError} */
export async function lookAtAll(
  { api, place, redact }: ManifestUndertaking,
  { objects }: Inventory,
): Promise<RolloutLook> {
  const names = new Set([
    place.deployment,
    ...objects.flatMap(({ kind, name }) => (kind === 'Deployment' ? [name] : [])),
  ])
  const looks = await Promise.all(
    [...names].map(async (name) => {
      const named = { namespace: place.namespace, name }
      const deployment = await readDeployment(api, named)
      return deployment ? lookAtRollout(api, named, deployment, redact) : gone(name)
    }),
  )
  // What waiting cannot help is told first.
  const trouble = looks.find((look) => look.trouble?.isFinal)?.trouble ?? looks.find((look) => look.trouble)?.trouble
  const sum = (count: (look: RolloutLook) => number): number => looks.reduce((all, look) => all + count(look), 0)
  return {
    isComplete: looks.every((look) => look.isComplete),
    isSeen: looks.every((look) => look.isSeen),
    ready: sum((look) => look.ready),
    desired: sum((look) => look.desired),
    serving: sum((look) => look.serving),
    ...(trouble && { trouble }),
  }
}

function gone(name: string): RolloutLook {
  const trouble = { sentence: `Somebody has removed the Deployment ${name}.`, isFinal: true }
  return { isComplete: false, isSeen: true, ready: 0, desired: 0, serving: 0, trouble }
}
