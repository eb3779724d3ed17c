import { type Change, changeDeployment, type Found } from './change-deployment.ts'
import { containerOf } from './container-of.ts'
import { annotationsOf, type WrittenMarks } from './marks.ts'
import type { Deployment } from './shapes.ts'
import { type Undertaking, UnfitError } from './undertaking.ts'

/**
 * Applies a release and its marks.
 * @param decide Undefined: nothing is changed.
 * @throws {UnfitError} also when the pods have no container for it. @throws {KubernetesError}
 */
export function placeRelease(
  undertaking: Undertaking,
  decide: (found: Found) => WrittenMarks | undefined,
  options: { readonly dryRun?: true } = {},
): Promise<Deployment> {
  return changeDeployment(
    undertaking,
    (found) => {
      const marks = decide(found)
      return marks && withRelease(containerFor(undertaking, found), marks)
    },
    options,
  )
}

function withRelease(container: string, marks: WrittenMarks): Change {
  const { image, of } = marks.placed
  return {
    patch: 'apply',
    annotations: annotationsOf(marks),
    spec: {
      template: {
        ...(of && { metadata: { annotations: { 'shipmate.dev/version': of.version } } }),
        spec: { containers: [{ name: container, image }] },
      },
    },
  }
}

/** @throws {UnfitError} */
function containerFor({ place, order }: Undertaking, { deployment }: Found): string {
  const container = containerOf(deployment, place)
  if (container) return container.name
  const wanted = place.container ?? place.deployment
  const names = deployment.spec.template.spec.containers.map(({ name }) => name)
  throw new UnfitError(
    `The pods of ${place.deployment} have no container ${wanted}: they have ${names.join(', ')}.`,
    `Name one of them as \`container\` of ${order.service} in the configuration; then ask again.`,
  )
}
