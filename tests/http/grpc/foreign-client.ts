import { fileURLToPath } from 'node:url'
import { createRegistry, fromBinary } from '@bufbuild/protobuf'
import { anyUnpack } from '@bufbuild/protobuf/wkt'
import {
  type Client,
  credentials,
  type GrpcObject,
  loadPackageDefinition,
  Metadata,
  type ServiceClientConstructor,
  type ServiceError,
} from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { file_google_rpc_error_details } from '../../../adapters/http/grpc/generated/google/rpc/error_details_pb.ts'
import { StatusSchema } from '../../../adapters/http/grpc/generated/google/rpc/status_pb.ts'

const PROTO = fileURLToPath(new URL('../../../adapters/http/grpc/proto/', import.meta.url))

const definition = loadSync(
  ['shipmate/v1/shipmate.proto', 'grpc/health/v1/health.proto', 'grpc/reflection/v1/reflection.proto'],
  { keepCase: true, longs: Number, enums: String, defaults: false, oneofs: true, includeDirs: [PROTO] },
)

/** What another implementation of gRPC makes of the definition. */
const loaded = loadPackageDefinition(definition) as unknown as {
  readonly shipmate: { readonly v1: GrpcObject }
  readonly grpc: { readonly health: { readonly v1: GrpcObject }; readonly reflection: { readonly v1: GrpcObject } }
}

/** What answers may hold. */
// biome-ignore lint/suspicious/noExplicitAny: what a foreign client reads has no types of ours.
export type Answer = any

export interface ForeignClient {
  call(service: string, method: string, message: object, options?: CallOptions): Promise<Answer>
  stream(service: string, method: string, message: object, options?: CallOptions): ForeignStream
  /** A stream in both directions. */
  both(service: string, method: string): ForeignStream & { write(message: object): void; end(): void }
  close(): void
}

export interface ForeignStream extends AsyncIterable<Answer> {
  cancel(): void
  once(event: 'error', heard: (error: unknown) => void): unknown
}

interface CallOptions {
  readonly deadlineMs?: number
  readonly metadata?: Readonly<Record<string, string>>
}

const PACKAGES: Readonly<Record<string, GrpcObject>> = {
  ServerReflection: loaded.grpc.reflection.v1,
  Health: loaded.grpc.health.v1,
}

export function foreignClient(address: string, token?: string): ForeignClient {
  const clients = new Map<string, Client>()
  const clientFor = (service: string): Answer => {
    const Service = (PACKAGES[service] ?? loaded.shipmate.v1)[service] as ServiceClientConstructor
    const client = clients.get(service) ?? new Service(address, credentials.createInsecure())
    clients.set(service, client)
    return client
  }
  const metadataOf = ({ metadata = {} }: CallOptions): Metadata => {
    const all = new Metadata()
    if (token !== undefined) all.set('authorization', `Bearer ${token}`)
    for (const [name, value] of Object.entries(metadata)) all.set(name, value)
    return all
  }
  const optionsOf = ({ deadlineMs }: CallOptions) =>
    deadlineMs === undefined ? {} : { deadline: Date.now() + deadlineMs }
  return {
    call: (service, method, message, options = {}) =>
      new Promise((resolve, reject) =>
        clientFor(service)[method](
          message,
          metadataOf(options),
          optionsOf(options),
          (error: ServiceError | null, answer: Answer) => (error ? reject(error) : resolve(answer)),
        ),
      ),
    stream: (service, method, message, options = {}) =>
      clientFor(service)[method](message, metadataOf(options), optionsOf(options)),
    both: (service, method) => clientFor(service)[method](metadataOf({})),
    close() {
      for (const client of clients.values()) client.close()
    },
  }
}

/** What went wrong with a call: its code, its words and its details. */
export interface Refused {
  readonly code: number
  readonly message: string
  readonly details: readonly Answer[]
}

const registry = createRegistry(file_google_rpc_error_details)

export function refusedBy(error: unknown): Refused {
  const { code, metadata } = error as ServiceError
  const [bytes] = metadata.get('grpc-status-details-bin')
  if (!(bytes instanceof Uint8Array)) return { code, message: (error as ServiceError).details, details: [] }
  const { message, details } = fromBinary(StatusSchema, bytes)
  return { code, message, details: details.map((detail) => anyUnpack(detail, registry)) }
}
