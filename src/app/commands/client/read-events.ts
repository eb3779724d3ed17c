/** One of Server-Sent Events. */
export interface ServerSentEvent {
  readonly name: string
  /** To read on from; undefined for one that says nothing lasting. */
  readonly id?: string
  readonly data: string
}

/** Longer than the longest message with its card. */
const LONGEST_EVENT = 4 * 1024 * 1024
/** The bot writes a comment every 15 s: after that the connection is dead. */
const SILENT_MS = 60_000

/**
 * Reads the events of one connection, until it ends.
 * @throws when it stays silent for a minute, breaks, or sends an event that has no end.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read())
      if (done) return
      rest += value
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      if (rest.length > LONGEST_EVENT) throw new Error('it sends an event without an end')
      for (const block of blocks) {
        const event = eventIn(block)
        if (event) yield event
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** Undefined for comments. */
function eventIn(block: string): ServerSentEvent | undefined {
  const fields = new Map<string, string>()
  for (const line of block.split('\n')) {
    const [, field = '', value = ''] = /^([a-z]+): ?(.*)$/.exec(line) ?? []
    if (field !== '') fields.set(field, value)
  }
  const [data, id] = [fields.get('data'), fields.get('id')]
  if (data === undefined) return undefined
  return { name: fields.get('event') ?? 'message', data, ...(id !== undefined && { id }) }
}

async function withinSilence<Result>(read: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it says nothing any more')), SILENT_MS)
  })
  try {
    return await Promise.race([read, silence])
  } finally {
    clearTimeout(timer)
  }
}
