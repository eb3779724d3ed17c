import type { BenchChat } from '../bench-chat.ts'
import { type Measurement, oneRun } from '../measurement.ts'
import type { Sizes } from '../sizes.ts'

/** Many people at once: messages from many threads in the same moment, until the last one is answered. */
export async function burst(chat: BenchChat, { burst: count, threads }: Sizes): Promise<readonly Measurement[]> {
  const messages = Array.from({ length: count }, (_, i) => `bench:burst-${i % threads}`)
  const began = performance.now()
  await Promise.all(messages.flatMap((thread) => [chat.posted(thread), chat.says(thread, 'help')]))
  const seconds = (performance.now() - began) / 1000
  return [oneRun(`messages answered, ${count} at once`, 'per s', count / seconds)]
}
