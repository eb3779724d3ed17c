/*
 * Brings up a real Kubernetes API server with etcd, controller manager, scheduler and kwok, all built from source with Go,
 * and runs the contract of deliveries to Kubernetes on it:
 *
 *   node tests/peers/kubernetes.ts [folder]
 *
 * The folder keeps what was built, which takes half an hour the first time on two cores. No node runs a container: kwok
 * keeps a node alive, and the tests say how pods are, as its kubelet would.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse, stringify } from 'yaml'
import { type Cluster, openCluster } from '../../adapters/deploy/kubernetes/cluster.ts'
import { freePort } from '../support/ports.ts'

const VERSIONS = { kubernetes: 'v1.37.2', etcd: 'v3.7.3', kwok: 'v0.8.0', gatewayApi: 'v1.4.0' } as const

interface Part {
  readonly program: string
  readonly module: string
  readonly version: string
  readonly source: string
}

const PARTS: readonly Part[] = [
  ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map((program) => ({
    ...{ program, module: 'k8s.io/kubernetes', version: VERSIONS.kubernetes },
    source: `k8s.io/kubernetes/cmd/${program}`,
  })),
  {
    ...{ program: 'etcd', module: 'go.etcd.io/etcd/server/v3', version: VERSIONS.etcd },
    source: 'go.etcd.io/etcd/server/v3',
  },
  { program: 'kwok', module: 'sigs.k8s.io/kwok', version: VERSIONS.kwok, source: 'sigs.k8s.io/kwok/cmd/kwok' },
]

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** @returns The programs that are not to be had. */
function build(folder: string): readonly string[] {
  return PARTS.filter((part) => !existsSync(join(folder, part.program)) && !built(folder, part)).map(
    ({ program }) => program,
  )
}

function built(folder: string, { program, module, version, source }: Part): boolean {
  const place = mkdtempSync(join(tmpdir(), 'shipmate-go-'))
  const go = (...given: readonly string[]): string =>
    execFileSync('nice', ['-n', '15', 'go', ...given], {
      cwd: place,
      env: { ...process.env, GOFLAGS: '-mod=mod' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  try {
    say(`Building ${program} ${version} …`)
    writeFileSync(join(place, 'go.mod'), 'module peer\n\ngo 1.26.0\n')
    writeFileSync(join(place, 'peer.go'), `//go:build peer\n\npackage peer\n\nimport _ "${source}"\n`)
    if (module === 'k8s.io/kubernetes') pinStaging(place, go, version)
    go('get', `${module}@${version}`)
    go('mod', 'tidy')
    go('build', '-p', '1', '-o', join(folder, program), source)
    return true
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string }
    say(`${program} was not built: ${(stderr ?? message).trim().split('\n').at(-1)}`)
    return false
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** Kubernetes names its own parts by folder; outside of its repository they are modules of a version that follows from its own. */
function pinStaging(place: string, go: (...given: string[]) => string, version: string): void {
  const download = JSON.parse(go('mod', 'download', '-json', `k8s.io/kubernetes@${version}`)) as { GoMod: string }
  const staged = JSON.parse(go('mod', 'edit', '-json', download.GoMod)) as {
    Replace: { Old: { Path: string }; New: { Path: string } }[]
  }
  const of = version.replace(/^v1\./, 'v0.')
  const replaced = staged.Replace.filter(({ New }) => New.Path.startsWith('./staging/')).map(
    ({ Old: { Path } }) => `-replace=${Path}=${Path}@${of}`,
  )
  go('mod', 'edit', ...replaced, join(place, 'go.mod'))
}

const running: ChildProcess[] = []

function start(folder: string, logs: string, program: string, ...given: readonly string[]): void {
  const log = openSync(join(logs, `${program}.log`), 'a')
  running.push(spawn(join(folder, program), given, { stdio: ['ignore', log, log] }))
}

/** @returns The kubeconfig of the cluster. */
async function bringUp(folder: string, data: string): Promise<string> {
  const [etcd, peer, api, kwok] = [await freePort(), await freePort(), await freePort(), await freePort()]
  const [manager, scheduler] = [await freePort(), await freePort()]
  const file = (name: string, text: string): string => {
    writeFileSync(join(data, name), text, { mode: 0o600 })
    return join(data, name)
  }
  const etcdAt = `http://127.0.0.1:${etcd}`
  start(
    folder,
    data,
    'etcd',
    ...['--data-dir', join(data, 'etcd'), '--unsafe-no-fsync'],
    ...[
      ...['--listen-client-urls', etcdAt, '--advertise-client-urls', etcdAt],
      ...[
        '--listen-peer-urls',
        `http://127.0.0.1:${peer}`,
        '--initial-advertise-peer-urls',
        `http://127.0.0.1:${peer}`,
      ],
      ...['--initial-cluster', `default=http://127.0.0.1:${peer}`],
    ],
  )
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = { format: 'pem' } as const
  const key = file('accounts.key', String(keys.privateKey.export({ ...pem, type: 'pkcs1' })))
  const users = { admin: 'system:masters', shipmate: '', reader: '' }
  const tokens = new Map(Object.keys(users).map((user) => [user, randomBytes(16).toString('hex')]))
  const rows = Object.entries(users).map(
    ([user, group]) => `${tokens.get(user)},${user},${user}${group === '' ? '' : `,"${group}"`}`,
  )
  start(
    folder,
    data,
    'kube-apiserver',
    ...[
      ...[`--etcd-servers=${etcdAt}`, `--secure-port=${api}`, '--bind-address=127.0.0.1', `--cert-dir=${data}/certs`],
      ...[`--token-auth-file=${file('tokens.csv', `${rows.join('\n')}\n`)}`, '--authorization-mode=RBAC'],
      ...[`--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`],
      ...['--service-account-issuer=https://peer', '--service-cluster-ip-range=10.0.0.0/24'],
    ],
  )
  const kubeconfig = file(
    'kubeconfig',
    stringify({
      ...{ apiVersion: 'v1', kind: 'Config', 'current-context': 'admin' },
      clusters: [{ name: 'peer', cluster: { server: `https://127.0.0.1:${api}`, 'insecure-skip-tls-verify': true } }],
      users: [...tokens].map(([name, token]) => ({ name, user: { token } })),
      contexts: [...tokens.keys()].map((name) => ({ name, context: { cluster: 'peer', user: name } })),
    }),
  )
  await ready(kubeconfig)
  const asAdmin = `--kubeconfig=${kubeconfig}`
  start(folder, data, 'kube-controller-manager', asAdmin, `--secure-port=${manager}`, '--leader-elect=false')
  start(folder, data, 'kube-scheduler', asAdmin, `--secure-port=${scheduler}`, '--leader-elect=false')
  const nodes = [`--config=${file('kwok.yaml', stringify(NODE_LIVES))}`, '--manage-all-nodes=true']
  start(folder, data, 'kwok', asAdmin, ...nodes, `--server-address=127.0.0.1:${kwok}`)
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node' }, status: NODE }
  const admin = await openCluster({ kubeconfig, context: 'admin' })
  await admin.send({ method: 'POST', path: '/api/v1/nodes', body: JSON.stringify(node) })
  await teachRoutes(admin)
  return kubeconfig
}

const ROUTES = '/apis/gateway.networking.k8s.io/v1/httproutes'
const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
const HTTP_ROUTES = 'config/crd/standard/gateway.networking.k8s.io_httproutes.yaml'

/** Routes are no part of Kubernetes itself: their definition comes from the project that has them. */
async function teachRoutes(admin: Cluster): Promise<void> {
  try {
    const module = `sigs.k8s.io/gateway-api@${VERSIONS.gatewayApi}`
    const { Dir } = JSON.parse(
      execFileSync('nice', ['-n', '15', 'go', 'mod', 'download', '-json', module], { encoding: 'utf8' }),
    ) as {
      Dir: string
    }
    const definition = JSON.stringify(parse(readFileSync(join(Dir, HTTP_ROUTES), 'utf8')))
    await admin.send({ method: 'POST', path: DEFINITIONS, body: definition, contentType: 'application/json' })
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      if ((await admin.send({ method: 'GET', path: ROUTES })).status === 200) return
      await sleep(500)
    }
    say('The API server does not serve routes: what needs them was not run.')
  } catch (error) {
    say(`The definition of routes was not found: what needs them was not run. ${String(error)}`)
  }
}

/** A node that is ready and says so every few seconds; pods are none of kwok's business. */
const NODE_LIVES = {
  ...{ apiVersion: 'kwok.x-k8s.io/v1alpha1', kind: 'Stage', metadata: { name: 'node-lives' } },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Node' },
    selector: { matchExpressions: [{ key: '.metadata.name', operator: 'Exists' }] },
    delay: { durationMilliseconds: 5_000 },
    next: {
      statusTemplate: [
        'conditions:',
        '- type: Ready',
        '  status: "True"',
        '  reason: KubeletReady',
        '  message: it lives',
        '  lastHeartbeatTime: {{ Now | Quote }}',
        '  lastTransitionTime: {{ .metadata.creationTimestamp | Quote }}',
      ].join('\n'),
    },
  },
}
const NODE = {
  allocatable: { cpu: '64', memory: '256Gi', pods: '500' },
  capacity: { cpu: '64', memory: '256Gi', pods: '500' },
}
const MOST_LOOKS = 240

async function ready(kubeconfig: string): Promise<void> {
  const admin = await openCluster({ kubeconfig, context: 'admin' })
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const answer = await admin.send({ method: 'GET', path: '/readyz' }).catch(() => undefined)
    if (answer?.status === 200) return
    await sleep(500)
  }
  throw new Error('the API server does not get ready; its log says why')
}

const folder = resolve(process.argv[2] ?? join(tmpdir(), 'shipmate-kubernetes'))
mkdirSync(folder, { recursive: true })
const missing = build(folder)
if (missing.length > 0) {
  say(`Not found and not to be built here: ${missing.join(', ')}. Nothing was run against a real cluster.`)
  process.exit(1)
}
const data = mkdtempSync(join(tmpdir(), 'shipmate-peer-'))
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
const kubeconfig = await bringUp(folder, data)
say(`Kubernetes ${VERSIONS.kubernetes} is up: TEST_KUBECONFIG=${kubeconfig}`)
const vitest = spawn('npx', ['vitest', 'run', 'tests/contracts/kubernetes.test.ts', '-t', 'a real cluster'], {
  env: { ...process.env, TEST_KUBECONFIG: kubeconfig },
  stdio: 'inherit',
})
process.exitCode = await new Promise<number>((ended) => vitest.once('exit', (code) => ended(code ?? 1)))
if (process.env.KEEP === undefined) process.exit()
