/*
 * Renders the chart and the kustomizations with the real programs, where they are there, and compares what comes out:
 *
 *   npm run peers:helm
 *
 * helm is looked for in the PATH, or where TEST_HELM says; `go install helm.sh/helm/v3/cmd/helm@latest` builds one. With
 * TEST_OPENAPI, the `api/openapi-spec/swagger.json` of a version of Kubernetes, every object is compared with it. With
 * TEST_KUBECONFIG a real API server is asked, in a dry run, whether it would take every object; its namespaces must be there.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { kubernetesSchema } from './kubernetes-schema.ts'

const ROOT = join(import.meta.dirname, '../..')
const CHART = join(ROOT, 'deploy/helm/shipmate')
const HELM = process.env.TEST_HELM ?? 'helm'
/** A helm that `go install` has built takes every cluster for a very old one. */
const FOR_CLUSTER = ['--kube-version', '1.33.0']
const SERVICES = [{ id: 'payments', repository: 'https://git.example.com/payments.git' }]

/** Values by what they stand for, and the kinds that come out. */
const CASES: Readonly<Record<string, { readonly values: object; readonly kinds: readonly string[] }>> = {
  usual: {
    values: {},
    kinds: ['ConfigMap', 'Deployment', 'NetworkPolicy', 'PodDisruptionBudget', 'Service', 'ServiceAccount'],
  },
  embedded: {
    values: { replicas: 1, embedded: { enabled: true }, networkPolicy: { enabled: false } },
    kinds: ['ConfigMap', 'Deployment', 'PersistentVolumeClaim', 'PodDisruptionBudget', 'Service', 'ServiceAccount'],
  },
  everything: {
    values: {
      ...{ config: { services: SERVICES }, env: { SHIPMATE_LOG_LEVEL: 'debug' }, sshSecret: 'git-keys' },
      deliversTo: [{ namespace: 'shop-staging' }, { namespace: 'shop-production', manifests: true }],
      ingress: {
        enabled: true,
        host: 'shipmate.example.com',
        className: 'nginx',
        tlsSecret: 'shipmate-tls',
        console: true,
      },
      networkPolicy: { from: [{ namespaceSelector: {} }] },
      ...{ serviceMonitor: { enabled: true }, prometheusRule: { enabled: true, labels: { release: 'monitoring' } } },
      http: { url: 'https://shipmate.example.com', grpcPort: 3010, grpcTlsSecret: 'shipmate-grpc-tls' },
      tracing: { endpoint: 'http://collector.monitoring:4318' },
      ...{ podAnnotations: { team: 'ops' }, nodeSelector: { pool: 'ops' }, tolerations: [{ operator: 'Exists' }] },
      imagePullSecrets: [{ name: 'registry' }],
    },
    kinds: [
      ...['ConfigMap', 'Deployment', 'Ingress', 'NetworkPolicy', 'PodDisruptionBudget'],
      ...['Role', 'Role', 'Role', 'RoleBinding', 'RoleBinding', 'RoleBinding'],
      ...['PrometheusRule', 'Service', 'ServiceAccount', 'ServiceMonitor'],
    ],
  },
}
const KUSTOMIZATIONS = ['bot', 'embedded', 'delivers-to']
/** Objects of operators, which a bare API server does not know. */
const FOREIGN = ['ServiceMonitor', 'PrometheusRule']

const say = (line: string): void => void process.stdout.write(`${line}\n`)
let failed = 0

/** Says whether it went well, and with which words when it did not. */
function check<Result>(what: string, run: () => Result): Result | undefined {
  try {
    const result = run()
    say(`✓ ${what}`)
    return result
  } catch (error) {
    failed += 1
    const { stderr, message } = error as { readonly stderr?: string; readonly message: string }
    say(`✗ ${what}: ${(stderr || message).trim()}`)
    return undefined
  }
}

const ran = (program: string, ...given: readonly string[]): string =>
  execFileSync(program, given, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

function isThere(program: string, ...given: readonly string[]): boolean {
  try {
    ran(program, ...given)
    return true
  } catch {
    return false
  }
}

const folder = mkdtempSync(join(tmpdir(), 'shipmate-helm-'))

interface Rendered {
  readonly apiVersion: string
  readonly kind: string
}

function objectsIn(text: string): readonly Rendered[] {
  return parseAllDocuments(text).flatMap((document) => {
    if (document.errors[0]) throw document.errors[0]
    const object = document.toJS() as Rendered | null
    return object ? [object] : []
  })
}

function expectSame(found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`${JSON.stringify(found)} and not ${JSON.stringify(wanted)}`)
}

const OPENAPI = process.env.TEST_OPENAPI
const faultIn = OPENAPI === undefined ? undefined : kubernetesSchema(OPENAPI)

async function validate(what: string, text: string): Promise<void> {
  if (!faultIn) return
  const objects = objectsIn(text).filter(({ kind }) => !FOREIGN.includes(kind))
  const faults: string[] = []
  for (const object of objects) {
    const fault = await faultIn(object)
    if (fault !== undefined) faults.push(`${object.kind}: ${fault}`)
  }
  check(`${what}: ${objects.length} objects are as Kubernetes describes them`, () => expectSame(faults, []))
}

/** Has a real API server say what it thinks of each object. */
function askCluster(what: string, text: string): void {
  const kubeconfig = process.env.TEST_KUBECONFIG
  if (kubeconfig === undefined) return
  const file = join(folder, 'objects.json')
  const items = objectsIn(text).filter(({ kind }) => !FOREIGN.includes(kind))
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items }))
  check(`${what}: the API server would take all ${items.length} objects`, () =>
    ran('kubectl', `--kubeconfig=${kubeconfig}`, 'apply', '--dry-run=server', '--validate=strict', '-f', file),
  )
}

async function judge(what: string, text: string | undefined): Promise<void> {
  if (text === undefined) return
  await validate(what, text)
  askCluster(what, text)
}

async function playChart(): Promise<void> {
  if (!isThere(HELM, 'version')) {
    say('helm was not found; the chart was not rendered.')
    return
  }
  check('helm lint', () => ran(HELM, 'lint', '--strict', CHART))
  for (const [name, { values, kinds }] of Object.entries(CASES)) {
    const file = join(folder, `${name}.json`)
    writeFileSync(file, JSON.stringify(values))
    const text = check(`helm template, ${name}: ${kinds.length} objects`, () => {
      const rendered = ran(HELM, 'template', 'shipmate', CHART, ...FOR_CLUSTER, '--namespace', 'ops', '--values', file)
      expectSame(
        objectsIn(rendered)
          .map(({ kind }) => kind)
          .toSorted(),
        kinds.toSorted(),
      )
      return rendered
    })
    await judge(name, text)
  }
  check('two processes with a database of their own are refused', () => {
    if (isThere(HELM, 'template', CHART, ...FOR_CLUSTER, '--set', 'embedded.enabled=true'))
      throw new Error('they were rendered')
  })
}

async function playKustomizations(): Promise<void> {
  if (!isThere('kubectl', 'kustomize', '--help')) {
    say('kubectl was not found; the kustomizations were not built.')
    return
  }
  for (const name of KUSTOMIZATIONS) {
    const text = check(`kubectl kustomize ${name}`, () =>
      ran('kubectl', 'kustomize', join(ROOT, 'deploy/kubernetes', name)),
    )
    await judge(name, text)
  }
}

await playChart()
await playKustomizations()
if (!faultIn) say('TEST_OPENAPI is not set; no object was compared with it.')
if (process.env.TEST_KUBECONFIG === undefined) say('TEST_KUBECONFIG is not set; no API server was asked.')
rmSync(folder, { recursive: true, force: true })
process.exitCode = failed === 0 ? 0 : 1
