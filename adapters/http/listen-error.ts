import { BotError } from '../../src/domain/errors.ts'

const VARIABLES = { port: 'SHIPMATE_HTTP_PORT', grpcPort: 'SHIPMATE_GRPC_PORT' } as const
type PortKey = keyof typeof VARIABLES

/** Thrown at start when an address cannot be listened on; `userMessage` says how to choose another. */
export class CannotListenError extends BotError {
  override readonly name = 'CannotListenError'
  readonly code = 'cannot_listen'
  readonly userMessage: string
  constructor(reason: string, key: PortKey, options?: ErrorOptions) {
    super(reason, options)
    this.userMessage = `${reason} Set http.host and http.${key} in shipmate.yaml, or SHIPMATE_HTTP_HOST and ${VARIABLES[key]}.`
  }
}

/** The error to throw for one of `listen`. */
export function listenError(cause: unknown, host: string, port: number, key: PortKey = 'port'): CannotListenError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return new CannotListenError(reasonFor(code, host, port), key, { cause })
}

function reasonFor(code: unknown, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use, perhaps by another Shipmate.`
    case 'EACCES':
      return `Port ${port} on ${host} needs permissions this user does not have.`
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine.`
    default:
      return `Port ${port} on ${host} cannot be opened.`
  }
}
