import type { Release } from '../../../../src/domain/release.ts'
import type { DeployOrder } from '../../../../src/ports/deployer.ts'
import { checkToken } from '../change-deployment.ts'
import { type Marks, marksOf } from '../marks.ts'
import { KubernetesError } from '../problem.ts'
import { type Deployment, deploymentSchema, readAs } from '../shapes.ts'
import { namedOf, type Undertaking } from '../undertaking.ts'
import type { ManifestSource } from './manifest-source.ts'
import { type Inventory, inventoryOf } from './object-marks.ts'
import type { PlaceWithManifests } from './service-objects.ts'

/** An order that is carried out with the manifests of the repository. */
export interface ManifestUndertaking extends Undertaking<DeployOrder> {
  readonly place: PlaceWithManifests
  readonly source: ManifestSource
}

/** What is there of a service. */
export interface FoundService {
  /** Left out before its first deployment. */
  readonly deployment?: Deployment
  readonly marks: Marks
  readonly inventory: Inventory
}

/** Whether a release is there and got ready: deployed once more, it takes back what somebody has changed by hand. */
export const isSettled = ({ placed, settled }: Marks, { sha }: Release): boolean =>
  placed?.of?.sha === sha && settled === placed.of.task

const NOTHING: FoundService = {
  marks: {
    token: 0,
    placed: undefined,
    placedAt: undefined,
    before: undefined,
    settled: undefined,
    settledAs: undefined,
    replicas: undefined,
    failed: undefined,
    returning: undefined,
  },
  inventory: { objects: [], stale: [] },
}

/** @throws {UnfitError} when a newer order has been there. @throws {KubernetesError} also where there is no namespace. */
export async function findService(undertaking: ManifestUndertaking): Promise<FoundService> {
  const { api } = undertaking
  const { namespace, name } = namedOf(undertaking)
  const found = await api.call({ verb: 'get', resource: 'deployments', namespace, name })
  if (found !== undefined) {
    const deployment = readAs(deploymentSchema, found, api.cluster)
    const marks = marksOf(deployment)
    await checkToken(undertaking, marks)
    return { deployment, marks, inventory: inventoryOf(found) }
  }
  const space = await api.call({ verb: 'get', resource: 'namespaces', namespace, name: namespace })
  if (space === undefined) throw new KubernetesError({ kind: 'no-namespace', namespace })
  return NOTHING
}
