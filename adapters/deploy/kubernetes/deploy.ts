import type { CanaryTrial, DeployOutcome } from '../../../src/ports/deployer.ts'
import { deployBlueGreen, tidyUp } from './blue-green.ts'
import { deployAsCanary } from './canary.ts'
import { deployInPlace } from './in-place.ts'
import { deployManifests } from './manifests/deploy-manifests.ts'
import type { ManifestSource } from './manifests/manifest-source.ts'
import { hasManifests } from './manifests/service-objects.ts'
import { withPinnedImage } from './pin-image.ts'
import type { Undertaking } from './undertaking.ts'

/** Puts a release into service by the strategy of its order. */
export function deployWith(trial: CanaryTrial | undefined, source: ManifestSource) {
  return async (undertaking: Undertaking): Promise<DeployOutcome> => {
    const { place } = undertaking
    if (hasManifests(place)) return deployManifests({ ...undertaking, place, source })
    // What is cancelled needs no image any more.
    const pinned = undertaking.signal.aborted ? undertaking : await withPinnedImage(undertaking)
    const outcome = await byStrategy(pinned, trial)
    if (outcome.kind !== 'done') return outcome
    const note = await tidyUp(undertaking)
    return note === undefined ? outcome : { ...outcome, detail: `${outcome.detail ?? ''} ${note}`.trim() }
  }
}

function byStrategy(undertaking: Undertaking, trial: CanaryTrial | undefined): Promise<DeployOutcome> {
  const { strategy, task } = undertaking.order
  switch (strategy) {
    case 'rolling':
    case 'recreate':
      return deployInPlace(undertaking)
    case 'blue-green':
      return deployBlueGreen(undertaking)
    case 'canary':
      if (!trial) throw new Error(`${task} is a canary without a trial`)
      return deployAsCanary(undertaking, trial)
  }
}
