import type { Resource } from '../permissions.ts'

/** What manifests of a repository may hold, in the order in which it is applied: what others refer to first. */
export const MANIFEST_KINDS = {
  ConfigMap: { apiVersion: 'v1', resource: 'configmaps' },
  Service: { apiVersion: 'v1', resource: 'services' },
  Deployment: { apiVersion: 'apps/v1', resource: 'deployments' },
  PodDisruptionBudget: { apiVersion: 'policy/v1', resource: 'poddisruptionbudgets' },
  HorizontalPodAutoscaler: { apiVersion: 'autoscaling/v2', resource: 'horizontalpodautoscalers' },
  Ingress: { apiVersion: 'networking.k8s.io/v1', resource: 'ingresses' },
} as const satisfies Record<string, { readonly apiVersion: string; readonly resource: Resource }>

export type ManifestKind = keyof typeof MANIFEST_KINDS

export const KIND_NAMES = Object.keys(MANIFEST_KINDS) as readonly ManifestKind[]

export const isManifestKind = (kind: unknown): kind is ManifestKind =>
  typeof kind === 'string' && Object.hasOwn(MANIFEST_KINDS, kind)

export type Fields = { readonly [key: string]: unknown }

/** One object that a service consists of, in the namespace of its place. */
export interface ManifestObject {
  readonly kind: ManifestKind
  readonly name: string
  /** As it is sent, with its namespace. */
  readonly body: Fields
}

/** `ConfigMap/web` */
export const nameOfObject = ({ kind, name }: Pick<ManifestObject, 'kind' | 'name'>): string => `${kind}/${name}`
