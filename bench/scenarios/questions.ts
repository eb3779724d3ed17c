import type { BenchChat } from '../bench-chat.ts'
import { latency, type Measurement } from '../measurement.ts'
import type { Sizes } from '../sizes.ts'

/** How long people wait for an answer: from the message being handed over to its answer being posted. */
export async function questions(
  chat: BenchChat,
  { warmUp, questions: count }: Sizes,
  where = '',
): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = []
  for (const text of ['status', 'help']) {
    await waits(chat, text, warmUp)
    measurements.push(latency(`“${text}” to reply${where}`, await waits(chat, text, count)))
  }
  return measurements
}

async function waits(chat: BenchChat, text: string, count: number): Promise<readonly number[]> {
  const waited: number[] = []
  for (let i = 0; i < count; i++) {
    // A few threads, as in a team's channels.
    const thread = `bench:thread-${i % 10}`
    const reply = chat.posted(thread)
    const began = performance.now()
    const [{ at }] = await Promise.all([reply, chat.says(thread, text)])
    waited.push(at - began)
  }
  return waited
}
