import {
  findKustomize,
  INSTALL_KUSTOMIZE,
  NO_KUSTOMIZE,
} from '../../../adapters/deploy/kubernetes/manifests/kustomize.ts'
import type { PlacedService } from './kubernetes-places.ts'

/** Says at the start which services have a kustomization that nothing here can build. */
export async function warnWithoutKustomize(
  services: readonly PlacedService[],
  log: (line: string) => void,
): Promise<void> {
  const kustomized = services.filter(({ environments }) =>
    Object.values(environments).some(({ target }) => target.kind === 'kubernetes' && target.manifests?.kustomize),
  )
  if (kustomized.length === 0 || (await findKustomize())) return
  log(`${NO_KUSTOMIZE} ${INSTALL_KUSTOMIZE} It is needed for ${kustomized.map(({ id }) => id).join(', ')}.`)
}
