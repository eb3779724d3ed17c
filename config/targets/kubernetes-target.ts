import { z } from 'zod'
import { seconds } from '../schema-values.ts'

const text = (description: string) => z.string().min(1).max(500).describe(description)

/** A Deployment in a Kubernetes cluster. Namespaces, names and addresses may hold `{environment}` and `{service}`. */
export const kubernetes = z.strictObject({
  kind: z.literal('kubernetes').describe('As a Deployment in a Kubernetes cluster; see kubernetes.md'),
  context: text(
    'The context of the kubeconfig. Without it and `kubeconfig`: the service account of the pod that the bot runs in, else the current context',
  ).optional(),
  kubeconfig: z
    .string()
    .startsWith('/', 'must be an absolute path')
    .optional()
    .describe('The kubeconfig, as an absolute path; KUBECONFIG or ~/.kube/config when left out'),
  namespace: text(
    'Its namespace; `{environment}` and `{service}` stand for their names, here and in the other settings of the target',
  ),
  deployment: text('Its Deployment').default('{service}'),
  container: text(
    'The container that gets the release; needed where there are several, and none has the name of the Deployment',
  ).optional(),
  image: text('The image of a release, with `{version}`, `{sha}` or `{commit}` (its first 7 digits) in it').refine(
    (image) => /\{(?:version|sha|commit)\}/.test(image),
    'must hold {version}, {sha} or {commit}',
  ),
  pinDigest: z
    .boolean()
    .default(true)
    .describe(
      'Asks the registry for the digest of the image when a deployment is planned, shows it, and deploys exactly that, so that a tag that is moved changes nothing; without a credential, so only where the registry tells everybody',
    ),
  manifests: z
    .strictObject({
      path: z
        .string()
        .min(1)
        .max(300)
        .refine(
          (path) => !path.startsWith('/') && !path.split('/').includes('..'),
          'must be a path inside of the repository',
        )
        .describe(
          'The folder in the repository, or the one file; `{environment}` and `{service}` stand for their names',
        ),
      kustomize: z
        .boolean()
        .default(false)
        .describe('It is a kustomization, built by `kustomize` or `kubectl` on the machine of the bot'),
      remoteBases: z
        .boolean()
        .default(false)
        .describe('The kustomization may be made of what lies at other addresses, which may change without a commit'),
    })
    .optional()
    .describe(
      'Deploys the manifests of the repository at the commit; left out, only the image of the Deployment changes',
    ),
  service: text(
    'The Service that sends requests to its pods. With it a release can take over all at once: blue-green',
  ).optional(),
  route: text(
    'The HTTPRoute of the Gateway API (`gateway.networking.k8s.io/v1`) that sends requests to `service`: its weights then give a canary exactly its share. Without it a canary gets a share of the replicas',
  ).optional(),
  url: text('Where its users reach it, for people').optional(),
  rolloutSeconds: seconds(
    'How long a release may take until all replicas are ready; then the one before is restored',
  ).default(600),
})

export type KubernetesTargetConfig = z.output<typeof kubernetes>
