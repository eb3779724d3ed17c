import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { startHealthServer } from '../../adapters/http/health-server.ts'
import { DEFAULT_HTTP_PORT, DEFAULT_SLACK_PORT } from '../../config/defaults.ts'
import { readConfig } from '../../config/read-config.ts'
import { FILE_VARIABLE, VARIABLES } from '../../config/variables.ts'
import { filesBelow, type Manifest, manifestsOf, manifestsUnder, ROOT, read } from './manifests.ts'

/* What must hold of the manifests, whoever changes them. No cluster is asked; `npm run peers:helm` renders them. */

interface Container {
  readonly ports: readonly { readonly name: string; readonly containerPort: number }[]
  readonly env: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[]
  readonly envFrom: readonly unknown[]
  readonly resources: { readonly limits: Readonly<Record<string, string>> }
  readonly lifecycle: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } }
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[]
  readonly [probe: `${string}Probe`]: { readonly httpGet: { readonly path: string; readonly port: string } }
}

interface PodSpec {
  readonly containers: readonly Container[]
  readonly initContainers?: readonly Container[]
  readonly terminationGracePeriodSeconds: number
  readonly volumes: readonly { readonly name: string }[]
}

const FOLDER = 'deploy/kubernetes'
const NOT_APPLIED = ['kustomization.yaml', 'shipmate.yaml']
const paths = filesBelow(FOLDER).filter((path) => path.endsWith('.yaml'))
const applied = paths.filter((path) => !NOT_APPLIED.some((name) => path.endsWith(`/${name}`)))
const one = (path: string): Manifest => manifestsOf(read(`${FOLDER}/${path}`))[0] ?? {}

const deployment = one('bot/deployment.yaml')
const pod = podOf(deployment)
const [bot] = pod.containers
if (!bot) throw new Error('the Deployment has no container')

test.each(applied)('%s holds objects of Kubernetes, and no Secret', (path) => {
  const manifests = manifestsOf(read(path))
  expect(manifests.length).toBeGreaterThan(0)
  for (const { apiVersion, kind, metadata } of manifests) {
    expect(apiVersion).toMatch(/^([a-z\d.]+\/)?v\d+$/)
    expect(metadata?.name).toMatch(/^shipmate/)
    expect(kind).not.toBe('Secret')
  }
})

test.each(paths.filter((path) => path.endsWith('/kustomization.yaml')))('%s names only what is there', (path) => {
  const {
    resources = [],
    patches = [],
    configMapGenerator = [],
  } = parse(read(path)) as {
    readonly resources?: readonly string[]
    readonly patches?: readonly { readonly path: string }[]
    readonly configMapGenerator?: readonly { readonly files: readonly string[] }[]
  }
  const named = [
    ...resources,
    ...patches.map((patch) => patch.path),
    ...configMapGenerator.flatMap(({ files }) => files),
  ]
  expect(named.filter((name) => !existsSync(join(ROOT, dirname(path), name)))).toEqual([])
  expect(named.length).toBeGreaterThan(0)
})

test('the ports are those that the bot listens on when nobody says others, and the Service leads to them', () => {
  expect(bot.ports.map(({ name, containerPort }) => [name, containerPort])).toEqual([
    ['http', DEFAULT_HTTP_PORT],
    ['slack', DEFAULT_SLACK_PORT],
  ])
  expect(one('bot/service.yaml').spec?.ports).toEqual([
    { name: 'http', port: DEFAULT_HTTP_PORT, targetPort: 'http' },
    { name: 'slack', port: DEFAULT_SLACK_PORT, targetPort: 'slack' },
  ])
  const [rule] = (one('bot/network-policy.yaml').spec?.ingress ?? []) as readonly {
    readonly ports: readonly unknown[]
  }[]
  expect(rule?.ports).toEqual([DEFAULT_HTTP_PORT, DEFAULT_SLACK_PORT].map((port) => ({ protocol: 'TCP', port })))
})

test('the probes ask pages that the bot serves to a pod address, and a lost database restarts nothing', async () => {
  const asked = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const
  expect(asked.map((probe) => bot[probe]?.httpGet)).toEqual([
    { path: '/health', port: 'http' },
    { path: '/health', port: 'http' },
    { path: '/ready', port: 'http' },
  ])
  const server = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '0', parts: () => undefined, workers: () => undefined },
  })
  try {
    const statusOf = async (path: string): Promise<number> =>
      (await fetch(`http://127.0.0.1:${server.port}${path}`)).status
    expect([await statusOf('/health'), await statusOf('/ready')]).toEqual([200, 503])
  } finally {
    await server.stop()
  }
})

test('every variable is one that the bot reads, and none holds a secret', () => {
  const known = [FILE_VARIABLE, ...VARIABLES.map(({ name }) => name)]
  const all = [...bot.env, ...(podOf(one('embedded/deployment.yaml')).containers[0]?.env ?? [])]
  expect(all.filter(({ name }) => !known.includes(name))).toEqual([])
  const literals = bot.env.filter(({ value }) => value !== undefined).map(({ name }) => name)
  expect(literals.filter((name) => /TOKEN|SECRET|KEY|PASSWORD|_URL$/.test(name))).toEqual([])
  expect(bot.env.find(({ name }) => name === 'DATABASE_URL')?.valueFrom).toEqual({
    secretKeyRef: { name: 'shipmate', key: 'DATABASE_URL' },
  })
  expect(bot.envFrom).toEqual([{ secretRef: { name: 'shipmate' } }])
})

test('nothing runs as root, writes to the image or has a capability', () => {
  expect(pod).toMatchObject({
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
  })
  for (const container of [...pod.containers, ...(pod.initContainers ?? [])])
    expect(container).toMatchObject({
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      },
      resources: { requests: { cpu: expect.any(String), memory: expect.any(String) } },
    })
  expect(bot.resources.limits.memory).toMatch(/^\d+[MG]i$/)
  for (const path of applied)
    expect(read(path)).not.toMatch(/hostPath|hostNetwork|hostPID|privileged: true|runAsUser: 0/)
})

test('what is written goes to volumes, and each mount has one', () => {
  const names = pod.volumes.map(({ name }) => name)
  expect(bot.volumeMounts.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
  expect(bot.volumeMounts.find(({ mountPath }) => mountPath === '/etc/shipmate')?.readOnly).toBe(true)
  const at = (name: string): string | undefined => bot.env.find((each) => each.name === name)?.value
  expect(bot.volumeMounts.map(({ mountPath }) => mountPath)).toContain(at('SHIPMATE_DATA_DIR'))
  expect(at(FILE_VARIABLE)).toBe('/etc/shipmate/shipmate.yaml')
})

test('a pod has the time that its stop takes', () => {
  const stop = Number(/STOP_WITHIN_MS = ([\d_]+)/.exec(read('src/app/commands/serve.ts'))?.[1]?.replace('_', '')) / 1000
  const { command } = bot.lifecycle.preStop.exec
  expect(command).toEqual(['sleep', expect.stringMatching(/^\d+$/)])
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(Number(command[1]) + stop)
})

test('several processes need the database of all; one with its own is alone, and ended before the next', () => {
  expect(deployment.spec).toMatchObject({
    replicas: 2,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
  })
  expect(one('embedded/deployment.yaml').spec).toMatchObject({
    ...{ replicas: 1, strategy: { type: 'Recreate', rollingUpdate: null } },
    template: {
      spec: {
        containers: [{ env: [{ name: 'SHIPMATE_STORE', value: 'embedded' }, expect.anything()] }],
        volumes: [{ name: 'data', emptyDir: null, persistentVolumeClaim: { claimName: 'shipmate' } }],
      },
    },
  })
  const claims = paths.filter((path) => read(path).includes('kind: PersistentVolumeClaim'))
  expect(claims).toEqual([`${FOLDER}/embedded/volume-claim.yaml`])
})

test('a node can be drained with one replica, and only pages that are signed are open to the outside', () => {
  expect(one('bot/pod-disruption-budget.yaml').spec).toMatchObject({ maxUnavailable: 1 })
  const [rule] = (one('bot/optional/ingress.yaml').spec?.rules ?? []) as readonly {
    readonly http: { readonly paths: readonly { readonly path: string }[] }
  }[]
  expect(rule?.http.paths.map(({ path }) => path)).toEqual(['/webhooks/', '/slack/events'])
})

test('the Roles are those of docs/kubernetes.md', () => {
  const inPage = manifestsUnder('docs/kubernetes.md', '## Rights')
  expect(inPage.map(({ kind }) => kind)).toEqual(['Role', 'RoleBinding'])
  expect(manifestsOf(read(`${FOLDER}/delivers-to/role.yaml`))).toEqual(inPage)
  const [role, binding] = manifestsOf(read(`${FOLDER}/delivers-to/manifests-role.yaml`))
  expect([role]).toEqual(manifestsUnder('docs/kubernetes.md', '### Rights for manifests'))
  expect(binding).toMatchObject({ roleRef: { name: role?.metadata?.name }, subjects: inPage[1]?.subjects })
})

test('the alerts are those that promtool has checked, and speak of the job that the ServiceMonitor names', () => {
  const rule = one('bot/optional/prometheus-rule.yaml')
  expect(rule.spec).toEqual(parse(read('deploy/prometheus/alerts.yaml')))
  expect(one('bot/optional/service-monitor.yaml').spec?.jobLabel).toBe('app.kubernetes.io/name')
  expect(read('deploy/prometheus/alerts.yaml')).toContain('{job="shipmate"}')
})

test('gRPC has its port, its certificate and its way through the NetworkPolicy', () => {
  const patched = podOf(one('bot/optional/grpc-deployment.yaml'))
  const [{ env = [], ports = [], volumeMounts = [] } = {}] = patched.containers
  const of = (name: string): string | undefined => env.find((each) => each.name === name)?.value
  const [{ containerPort } = { containerPort: 0 }] = ports
  expect(of('SHIPMATE_GRPC_PORT')).toBe(String(containerPort))
  for (const file of [of('SHIPMATE_GRPC_CERT'), of('SHIPMATE_GRPC_KEY')])
    expect(file).toContain(`${volumeMounts[0]?.mountPath}/tls.`)
  const [service, policy] = manifestsOf(read(`${FOLDER}/bot/optional/grpc.yaml`))
  expect(service?.spec?.ports).toMatchObject([{ port: containerPort, targetPort: 'grpc' }])
  expect(policy?.spec?.ingress).toMatchObject([{ ports: [{ protocol: 'TCP', port: containerPort }] }])
})

test('the configuration that is shown is one', () => {
  const file = join(ROOT, FOLDER, 'bot/shipmate.yaml')
  expect(readConfig({ env: {}, file, cwd: ROOT })).toMatchObject({ kind: 'config' })
})

function podOf({ spec = {} }: Manifest): PodSpec {
  return (spec.template as { readonly spec: PodSpec }).spec
}
