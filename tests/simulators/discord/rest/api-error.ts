import { invalidFormBody } from '../rules/form-body.ts'
import type { Problems } from '../rules/problem.ts'

/** An answer other than 2xx, with Discord's own error code. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: number
  readonly headers: Readonly<Record<string, string>>
  /** The whole body, where it is more than code and message. */
  readonly body: object | undefined
  constructor(
    status: number,
    code: number,
    message: string,
    more: { readonly headers?: Readonly<Record<string, string>>; readonly body?: object } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.headers = more.headers ?? {}
    this.body = more.body
  }
}

/** Answers 50035 with each of these problems at its place. */
export function refuse(found: Problems): void {
  if (found.length > 0) throw new ApiError(400, 50035, 'Invalid Form Body', { body: invalidFormBody(found) })
}
