import { type FileHandle, open } from 'node:fs/promises'

/** What is kept of a build's output; the rest is counted and dropped, so that no build can fill the disk with words. */
const LARGEST_LOG_BYTES = 20 * 1024 * 1024
/** The end is always kept, for people want to see how it ended. */
const END_CHARACTERS = 64 * 1024

/** Keeps a build's output: in a file up to a bound, and its end in memory. */
export interface BuildLog {
  write(chunk: Buffer): Promise<void>
  /** The last part of all that was written. */
  end(): string
  close(): Promise<void>
}

export async function openBuildLog(path: string): Promise<BuildLog> {
  const file = await open(path, 'w', 0o600)
  let written = 0
  let dropped = 0
  let end = ''

  return {
    async write(chunk) {
      end = `${end}${chunk.toString('utf8')}`.slice(-END_CHARACTERS)
      const kept = chunk.subarray(0, Math.max(0, LARGEST_LOG_BYTES - written))
      dropped += chunk.length - kept.length
      written += await writeIfRoom(file, kept)
    },
    end: () => end,
    async close() {
      if (dropped > 0) await writeIfRoom(file, Buffer.from(`\n[${dropped} bytes left out; the end follows]\n${end}`))
      await file.close()
    },
  }
}

/** A log that cannot be written, on a full disk say, must not hide how the build itself ends. */
async function writeIfRoom(file: FileHandle, chunk: Buffer): Promise<number> {
  if (chunk.length === 0) return 0
  await file.appendFile(chunk).catch(() => undefined)
  return chunk.length
}
