import { FIELD_MANAGER } from './kube-api.ts'
import { readDeployment } from './live-objects.ts'
import { annotationsOf, type Marks, marksOf, type WrittenMarks } from './marks.ts'
import { KubernetesError } from './problem.ts'
import { type Deployment, deploymentSchema, readAs } from './shapes.ts'
import { namedOf, type Undertaking, UnfitError } from './undertaking.ts'

/** The status of a Deployment moves its version too, several times in a second during a rollout. */
const MOST_TRIES = 20

/** What runs there, for the order to decide on. */
export interface Found {
  readonly deployment: Deployment
  readonly marks: Marks
  /** Of the container that gets the release. */
  readonly container: string
  readonly image: string
}

/**
 * Writes a release and its marks in one patch, decided on what is there at that moment.
 * @param decide What is to be written; undefined: nothing.
 * @returns The Deployment as it was left.
 * @throws {UnfitError} when a newer order has been there, or the Deployment is missing or has no such container.
 */
export async function placeRelease(
  undertaking: Undertaking,
  decide: (found: Found) => WrittenMarks | undefined,
  options: { readonly dryRun?: true } = {},
): Promise<Deployment> {
  for (let tries = 1; ; tries += 1) {
    const found = await find(undertaking)
    await checkToken(undertaking, found.marks)
    const marks = decide(found)
    if (!marks) return found.deployment
    try {
      return await apply(undertaking, found, marks, options)
    } catch (error) {
      const isOutdated = error instanceof KubernetesError && error.problem.kind === 'conflict'
      if (!isOutdated || tries === MOST_TRIES) throw error
    }
  }
}

/** @throws {UnfitError} */
export async function find(undertaking: Undertaking): Promise<Found> {
  const { api, place, order } = undertaking
  const named = namedOf(undertaking)
  const deployment = await readDeployment(api, named)
  if (!deployment) {
    const space = await api.call({
      verb: 'get',
      resource: 'namespaces',
      namespace: named.namespace,
      name: named.namespace,
    })
    if (space === undefined) throw new KubernetesError({ kind: 'no-namespace', namespace: named.namespace })
    throw new UnfitError(
      `There is no Deployment ${named.name} in the namespace ${named.namespace}.`,
      `Create it, or correct \`deployment\` of ${order.service} in the configuration; then ask again.`,
    )
  }
  const { containers } = deployment.spec.template.spec
  const wanted = place.container ?? (containers.length === 1 ? containers[0]?.name : place.deployment)
  const container = containers.find(({ name }) => name === wanted)
  if (!container) {
    throw new UnfitError(
      `The pods of ${named.name} have no container ${wanted}: they have ${containers.map(({ name }) => name).join(', ')}.`,
      `Name one of them as \`container\` of ${order.service} in the configuration; then ask again.`,
    )
  }
  return { deployment, marks: marksOf(deployment), container: container.name, image: container.image }
}

/** A token beyond the end of the log, as after a restore from a backup, no longer counts. */
async function checkToken({ order, newestPosition }: Undertaking, { token }: Marks): Promise<void> {
  if (token <= order.fencingToken || token > (await newestPosition())) return
  throw new UnfitError(
    `A newer task is changing ${order.service} in ${order.environment}; this one changed nothing more.`,
    'Look at the status, then ask again if it is still needed.',
  )
}

async function apply(
  undertaking: Undertaking,
  { deployment, container }: Found,
  marks: WrittenMarks,
  { dryRun }: { readonly dryRun?: true },
): Promise<Deployment> {
  const { api } = undertaking
  const named = namedOf(undertaking)
  const { placed } = marks
  const body = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      ...named,
      // Somebody who was faster makes this a conflict, and it is decided once more.
      resourceVersion: deployment.metadata.resourceVersion,
      annotations: annotationsOf(marks),
    },
    spec: {
      template: {
        ...(placed.of && { metadata: { annotations: { 'shipmate.dev/version': placed.of.version } } }),
        spec: { containers: [{ name: container, image: placed.image }] },
      },
    },
  }
  const query = { fieldManager: FIELD_MANAGER, force: 'true', ...(dryRun && { dryRun: 'All' }) }
  const written = await api.call({ verb: 'patch', resource: 'deployments', ...named, patch: 'apply', query, body })
  return readAs(deploymentSchema, written, api.cluster)
}
