import { open } from 'node:fs/promises'
import { plainLog, shortenedLine } from '../../src/domain/plain-log.ts'

/** Takes secrets out of a text that people are going to read. */
export type Redact = (text: string) => string

/** What is kept of a log with a failure: enough to find the cause in. A card shows less of it. */
const TAIL_LINES = 200
const TAIL_BYTES = 16 * 1024
const LINE_CHARACTERS = 300
/** Read from the end of a file: far more than ever shown, since colours and long lines shrink. */
const READ_BYTES = 64 * 1024

/** The last lines of a log file; undefined when there are none. */
export async function readLogTail(path: string, redact: Redact): Promise<string | undefined> {
  try {
    return logTail((await lastBytes(path, READ_BYTES)).text, redact)
  } catch {
    return undefined
  }
}

/** The last lines of a log as plain text: no escapes, no control characters, no endless lines, no secrets. */
export function logTail(text: string, redact: Redact): string | undefined {
  const lines = redact(plainLog(text))
    .split('\n')
    .filter((line) => line !== '')
    .slice(-TAIL_LINES)
    .map((line) => shortenedLine(line, LINE_CHARACTERS))
  while (Buffer.byteLength(lines.join('\n')) > TAIL_BYTES) lines.shift()
  return lines.length === 0 ? undefined : lines.join('\n')
}

/** The end of a file, from the start of a line. @param most How many bytes at most. @throws when it cannot be read. */
export async function lastBytes(
  path: string,
  most: number,
): Promise<{ readonly text: string; readonly isCut: boolean }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const length = Math.min(size, most)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length)
    const text = buffer.toString('utf8', 0, bytesRead)
    const isCut = size > length
    return { text: isCut ? text.slice(afterCut(text)) : text, isCut }
  } finally {
    await file.close()
  }
}

/** What the cut left of a line may be half a secret, which nobody would know for one; without lines, of a word. */
function afterCut(text: string): number {
  return text.search(text.includes('\n') ? /\n/ : /\s|$/) + 1
}
