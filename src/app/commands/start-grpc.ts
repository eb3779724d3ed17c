import { readFile } from 'node:fs/promises'
import { type GrpcListener, startGrpcListener } from '../../../adapters/http/grpc/grpc-listener.ts'
import type { GrpcParts } from '../../../adapters/http/grpc/serve-grpc.ts'
import type { HttpConfig } from '../../../config/config.ts'
import { BotError } from '../../domain/errors.ts'

/** Starts gRPC over HTTP/2 where a port is configured for it. */
export async function startGrpc(
  { host, grpcPort, grpcCert, grpcKey }: HttpConfig,
  parts: GrpcParts,
): Promise<GrpcListener | undefined> {
  if (grpcPort === undefined) return undefined
  const tls =
    grpcCert === undefined || grpcKey === undefined
      ? {}
      : { tls: { cert: await textOf(grpcCert), key: await textOf(grpcKey) } }
  return startGrpcListener({ host, port: grpcPort, ...tls, ...parts })
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new CertificateError(file, cause)
  }
}

/** Thrown at start when a file of the certificate cannot be read. */
class CertificateError extends BotError {
  override readonly name = 'CertificateError'
  readonly code = 'no_certificate'
  readonly userMessage: string
  constructor(file: string, cause: unknown) {
    super(`${file} cannot be read`, { cause })
    this.userMessage = `${file} cannot be read. Set http.grpcCert and http.grpcKey to files that the bot may read.`
  }
}
