import type { IncomingMessage } from 'node:http'
import type { SentFile } from '../rules/bodies.ts'
import { ApiError } from './api-error.ts'

/** One call of the bot. */
export interface Call {
  readonly method: string
  /** Without `/api/v10` and the query. */
  readonly path: string
  readonly query: URLSearchParams
  // biome-ignore lint/suspicious/noExplicitAny: the body of any call; each route knows its own.
  readonly body: any
  readonly files: readonly SentFile[]
}

/** developers/resources/message.mdx, Create Message, Limitations. */
const LARGEST_REQUEST = 25 * 2 ** 20

export async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const whole = Buffer.concat(chunks)
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  return {
    method: request.method ?? 'GET',
    path: pathname.replace(/^\/api\/v10/, '').replaceAll('%40', '@'),
    query: searchParams,
    ...(await bodyOf(whole, request.headers['content-type'] ?? '')),
  }
}

/** Discord looks at the size of a request before anything else. */
export function refuseTooLarge({ body, files }: Pick<Call, 'body' | 'files'>): void {
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, JSON.stringify(body ?? '').length)
  if (size > LARGEST_REQUEST) throw new ApiError(413, 40005, 'Request entity too large')
}

/** With files a call comes in parts: `payload_json`, and `files[n]` for each file; tests read them as `attached`. */
async function bodyOf(whole: Buffer, type: string): Promise<Pick<Call, 'body' | 'files'>> {
  if (whole.length === 0) return { body: undefined, files: [] }
  if (!type.startsWith('multipart/')) return { body: JSON.parse(whole.toString('utf8')), files: [] }
  const form = await new Response(new Uint8Array(whole), { headers: { 'content-type': type } }).formData()
  const files: SentFile[] = []
  for (const [field, part] of form) {
    if (typeof part === 'string') continue
    const id = /\[(\d+)\]/.exec(field)?.[1] ?? String(files.length)
    files.push({ id, name: part.name, type: part.type, bytes: new Uint8Array(await part.arrayBuffer()) })
  }
  const attached = files.map(({ name, bytes }) => ({ name, text: new TextDecoder().decode(bytes) }))
  return { body: { ...JSON.parse(String(form.get('payload_json') ?? '{}')), attached }, files }
}
