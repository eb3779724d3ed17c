import { type BenchChat, buttonOf } from '../bench-chat.ts'

/** Puts the sample service to where it is asked for, so that questions about its health are really asked of it. */
export async function deploySample(chat: BenchChat): Promise<void> {
  await deploy(chat, 'staging', false)
  await deploy(chat, 'production', true)
}

async function deploy(chat: BenchChat, environment: string, confirmed: boolean): Promise<void> {
  const thread = `bench:deploy-${environment}`
  const question = confirmed && chat.posted(thread, ({ title }) => title?.endsWith('?') === true)
  const live = chat.posted(thread, ({ title }) => title?.includes(`v1.0.0 is live on ${environment}`) === true)
  await chat.says(thread, `deploy billionmail v1.0.0 to ${environment}`)
  if (question) await chat.presses(thread, buttonOf((await question).card, 'Confirm'))
  await live
}
