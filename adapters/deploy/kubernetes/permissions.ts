/** What is done with each kind that manifests of a repository may hold. */
const APPLIED = ['create', 'delete', 'get', 'patch'] as const

/** How resources are addressed, and what is done with each: every right that deliveries to Kubernetes use. */
export const RESOURCES = {
  namespaces: { group: '', version: 'v1', path: 'namespaces', verbs: ['get'] },
  deployments: {
    group: 'apps',
    version: 'v1',
    path: 'deployments',
    verbs: ['create', 'delete', 'get', 'list', 'patch'],
    manifestVerbs: APPLIED,
  },
  services: {
    group: '',
    version: 'v1',
    path: 'services',
    verbs: ['create', 'delete', 'get', 'list', 'patch'],
    manifestVerbs: APPLIED,
  },
  replicasets: { group: 'apps', version: 'v1', path: 'replicasets', verbs: ['list'] },
  pods: { group: '', version: 'v1', path: 'pods', verbs: ['list'] },
  'pods/log': { group: '', version: 'v1', path: 'pods', verbs: ['get'] },
  horizontalpodautoscalers: {
    group: 'autoscaling',
    version: 'v2',
    path: 'horizontalpodautoscalers',
    verbs: ['list'],
    manifestVerbs: APPLIED,
  },
  configmaps: { group: '', version: 'v1', path: 'configmaps', verbs: [], manifestVerbs: APPLIED },
  poddisruptionbudgets: {
    group: 'policy',
    version: 'v1',
    path: 'poddisruptionbudgets',
    verbs: [],
    manifestVerbs: APPLIED,
  },
  ingresses: { group: 'networking.k8s.io', version: 'v1', path: 'ingresses', verbs: [], manifestVerbs: APPLIED },
  httproutes: { group: 'gateway.networking.k8s.io', version: 'v1', path: 'httproutes', verbs: ['get', 'patch'] },
  events: { group: '', version: 'v1', path: 'events', verbs: ['list'] },
} as const satisfies Record<string, ResourceRights>

interface ResourceRights {
  /** Empty for the core group. */
  readonly group: string
  readonly version: string
  readonly path: string
  readonly verbs: readonly Verb[]
  /** Needed as well where services are deployed with manifests of their repositories. */
  readonly manifestVerbs?: readonly Verb[]
}

export type Resource = keyof typeof RESOURCES
export type Verb = 'create' | 'delete' | 'get' | 'list' | 'patch'
/** What may be done with a resource. */
export type VerbOf<Name extends Resource> =
  | (typeof RESOURCES)[Name]['verbs'][number]
  | ((typeof RESOURCES)[Name] extends { readonly manifestVerbs: readonly (infer Applied extends Verb)[] }
      ? Applied
      : never)
