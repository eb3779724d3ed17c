import type { KubernetesPlace } from './kubernetes-place.ts'
import type { Deployment } from './shapes.ts'

type Container = Deployment['spec']['template']['spec']['containers'][number]

/** The container that gets the release. */
export function containerOf(
  { spec }: Pick<Deployment, 'spec'>,
  { container, deployment }: Pick<KubernetesPlace, 'container' | 'deployment'>,
): Container | undefined {
  const { containers } = spec.template.spec
  if (container === undefined && containers.length === 1) return containers[0]
  const wanted = container ?? deployment
  return containers.find(({ name }) => name === wanted)
}
