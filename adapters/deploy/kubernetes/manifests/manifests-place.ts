/** Where the manifests of a service lie in its repository. */
export interface ManifestsPlace {
  /** A folder, or one file. */
  readonly path: string
  readonly kustomize: boolean
  /** A kustomization may be made of what lies at other addresses. */
  readonly remoteBases: boolean
}
