import type { BenchChat } from '../bench-chat.ts'
import { type Measurement, oneRun, total } from '../measurement.ts'
import type { Burst, Sizes } from '../sizes.ts'

/** Nobody waits longer in front of a chat; they ask again. */
const LATE_MS = 20_000

/** Many people at once: messages from many threads in the same moment, until the last one is answered. */
export async function bursts(chat: BenchChat, { bursts: all }: Sizes): Promise<readonly Measurement[]> {
  const measured: Measurement[] = []
  for (const one of all) measured.push(...(await burst(chat, one)))
  return measured
}

async function burst(chat: BenchChat, { messages, threads }: Burst): Promise<readonly Measurement[]> {
  const began = performance.now()
  const waits = await Promise.all(
    Array.from({ length: messages }, async (_, i) => {
      const thread = `bench:burst-${threads}-${i % threads}`
      const [{ at }] = await Promise.all([chat.posted(thread), chat.says(thread, 'help')])
      return at - began
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const what = `${messages.toLocaleString('en')} at once in ${threads.toLocaleString('en')} threads`
  return [
    oneRun(`messages answered, ${what}`, 'per s', messages / seconds),
    total(`answers later than ${LATE_MS / 1000} s, ${what}`, 'answers', waits.filter((ms) => ms > LATE_MS).length),
  ]
}
