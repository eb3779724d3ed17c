import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Chart } from '../../src/domain/chart.ts'
import type { Painted } from './paint-process.ts'

const PROGRAM = fileURLToPath(new URL('./paint-process.ts', import.meta.url))
const PROJECT = fileURLToPath(new URL('../..', import.meta.url))

/** A chart takes a tenth of it. */
const MOST_MEGABYTES = 256
/** It reads this project, and can neither write a file nor start a process; resvg is an addon. */
const EXEC_ARGV = [
  '--permission',
  '--allow-addons',
  `--allow-fs-read=${PROJECT}`,
  '--disable-warning=SecurityWarning',
  `--max-old-space-size=${MOST_MEGABYTES}`,
]

/**
 * A process rather than a thread: what is native in resvg cannot take the bot with it, none of the bot's secrets are in
 * its environment, and all its memory is free when it ends.
 */
export class PaintProcess {
  readonly #child: ChildProcess = fork(PROGRAM, [], {
    ...{ execArgv: EXEC_ARGV, env: {}, stdio: 'ignore', serialization: 'advanced' },
  })

  constructor() {
    // Its end rejects the charts that wait; an 'error' event without a listener would end this process.
    this.#child.on('error', () => undefined)
    this.#holdExit(false)
  }

  /** One at a time. @throws when it cannot be drawn, takes longer, or the process ends first. */
  async paint(chart: Chart, timeoutMs: number): Promise<Uint8Array> {
    const settled = new AbortController()
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = AbortSignal.any([settled.signal, timeout])
    this.#holdExit(true)
    try {
      // An error of the process rejects both.
      const painted = Promise.race([
        once(this.#child, 'message', { signal }),
        once(this.#child, 'exit', { signal }).then(() => undefined),
      ])
      this.#child.send(chart)
      return pngOf(await painted)
    } catch (cause) {
      throw timeout.aborted ? new Error(`the chart was not drawn in ${timeoutMs} ms`, { cause }) : cause
    } finally {
      this.#holdExit(false)
      settled.abort()
    }
  }

  end(): void {
    this.#child.kill('SIGKILL')
  }

  /** Whether the bot, where it ends, waits for it. */
  #holdExit(holds: boolean): void {
    for (const handle of [this.#child, this.#child.channel]) {
      if (holds) handle?.ref()
      else handle?.unref()
    }
  }
}

function pngOf(message: readonly unknown[] | undefined): Uint8Array {
  if (!message) throw new Error('the process that draws charts ended')
  const painted = message[0] as Painted
  if (painted.kind === 'painted') return painted.png
  throw new Error(`the chart could not be drawn: ${painted.message}`)
}
