import { existsSync } from 'node:fs'
import { Agent, request as requestHttp } from 'node:http'
import { type RequestOptions, request as requestHttps } from 'node:https'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { KubeConfig } from '@kubernetes/client-node'
import { addCredential, boundPrograms } from './credential.ts'
import { whyOf } from './one-line.ts'
import { KubernetesError } from './problem.ts'

/** Which cluster, and as whom. Without either: the service account of the pod that Shipmate runs in, else the usual kubeconfig. */
export interface ClusterAccess {
  readonly kubeconfig?: string | undefined
  readonly context?: string | undefined
}

export interface ClusterRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With its query. */
  readonly path: string
  readonly body?: string
  readonly contentType?: string
}

export interface ClusterAnswer {
  readonly status: number
  readonly body: string
}

/** Sends requests to one API server as one user. */
export interface Cluster {
  /** The context, for people. */
  readonly name: string
  /** @throws {KubernetesError} when there is no answer. Every answer is returned, whatever its status. */
  send(request: ClusterRequest, signal?: AbortSignal): Promise<ClusterAnswer>
}

/** For one request; the server itself gives up after a minute. */
const PATIENCE_MS = 15_000
/** A list of a thousand pods has about 10 MB. */
const MOST_BYTES = 32 * 1024 * 1024
const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount/token'

/**
 * @param patienceMs How long a program may take to give a credential.
 * @throws {KubernetesError} when the kubeconfig or its context is not there.
 */
export async function openCluster(access: ClusterAccess, patienceMs = PATIENCE_MS): Promise<Cluster> {
  const config = await configOf(access)
  boundPrograms(config, patienceMs)
  const server = config.getCurrentCluster()?.server ?? ''
  const name = config.getCurrentContext()
  const options = (request: ClusterRequest) => optionsFor(config, request, patienceMs)
  return { name, send: async (request, signal) => exchange(server, request, await options(request), signal) }
}

async function configOf({ kubeconfig, context }: ClusterAccess): Promise<KubeConfig> {
  // 90 MB of memory that only those pay for who deliver to a cluster.
  const { KubeConfig: Config } = await import('@kubernetes/client-node')
  const config = new Config()
  if (kubeconfig === undefined && context === undefined && existsSync(SERVICE_ACCOUNT)) {
    config.loadFromCluster()
    return config
  }
  const file = kubeconfig ?? process.env.KUBECONFIG ?? join(homedir(), '.kube', 'config')
  try {
    if (kubeconfig !== undefined || !file.includes(delimiter)) config.loadFromFile(file)
    else config.loadFromDefault()
  } catch (error) {
    throw new KubernetesError({ kind: 'no-config', file, why: whyOf(error) }, { cause: error })
  }
  const wanted = context ?? config.getCurrentContext() ?? ''
  const known = config.getContexts()
  if (!known.some(({ name }) => name === wanted)) {
    throw new KubernetesError({ kind: 'no-context', context: wanted, file, known: known.map(({ name }) => name) })
  }
  config.setCurrentContext(wanted)
  if (!config.getCurrentCluster())
    throw new KubernetesError({
      kind: 'no-config',
      file,
      why: `the context ${wanted} names a cluster that is not in it`,
    })
  return config
}

async function optionsFor(
  config: KubeConfig,
  { method, body, contentType }: ClusterRequest,
  patienceMs: number,
): Promise<RequestOptions> {
  const options: RequestOptions = { method }
  await addCredential(config, options, patienceMs)
  const headers = {
    ...options.headers,
    accept: 'application/json',
    'user-agent': 'shipmate',
    ...(body !== undefined && {
      'content-type': contentType ?? 'application/json',
      // Node frames no body of a DELETE by itself.
      'content-length': Buffer.byteLength(body),
    }),
  }
  keepConnections(options.agent)
  return { ...options, headers }
}

/** Connections in use at the same time. The status of 200 services, each in a namespace of its own, asks for 200 things at once. */
const MOST_CONNECTIONS = 200

/** The agents of the library open a connection for each request. */
function keepConnections(agent: RequestOptions['agent']): void {
  if (!(agent instanceof Agent)) return
  agent.maxSockets = MOST_CONNECTIONS
  Object.assign(agent, { keepAlive: true })
}

async function exchange(
  server: string,
  { path, body }: ClusterRequest,
  options: RequestOptions,
  given?: AbortSignal,
): Promise<ClusterAnswer> {
  const late = AbortSignal.timeout(PATIENCE_MS)
  const signal = given ? AbortSignal.any([late, given]) : late
  const url = new URL(`${server.replace(/\/+$/, '')}${path}`)
  try {
    return await once(url, { ...options, signal }, body).catch((error: unknown) => {
      // The server closed a kept connection at the moment it was used. Every change names what it is based on.
      if (error instanceof StaleConnectionError) return once(url, { ...options, signal }, body)
      throw error
    })
  } catch (error) {
    if (given?.aborted) throw given.reason
    if (late.aborted)
      throw new KubernetesError({ kind: 'silent', server, seconds: PATIENCE_MS / 1_000 }, { cause: error })
    throw new KubernetesError({ kind: 'unreachable', server, why: whyOf(error) }, { cause: error })
  }
}

class StaleConnectionError extends Error {
  override readonly name = 'StaleConnectionError'
}

function once(url: URL, options: RequestOptions, body: string | undefined): Promise<ClusterAnswer> {
  const request = url.protocol === 'http:' ? requestHttp : requestHttps
  return new Promise<ClusterAnswer>((resolve, reject) => {
    const asked = request(url, options, (response) => {
      const pieces: Buffer[] = []
      let bytes = 0
      response.on('data', (piece: Buffer) => {
        bytes += piece.length
        if (bytes > MOST_BYTES) response.destroy(new Error(`more than ${MOST_BYTES / 1024 / 1024} MB`))
        else pieces.push(piece)
      })
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString('utf8') }),
      )
      response.on('error', reject)
    })
    asked.on('error', (error) => {
      const isStale = asked.reusedSocket && 'code' in error && error.code === 'ECONNRESET'
      reject(isStale ? new StaleConnectionError(error.message, { cause: error }) : error)
    })
    asked.end(body)
  })
}
