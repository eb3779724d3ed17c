import { expect, test } from 'vitest'
import { createAssistantThreads } from '../../adapters/chat/slack/surfaces/assistant-threads.ts'
import { sentenceCard } from '../../src/cards/sentence-card.ts'
import { connected } from '../simulators/slack/connected.ts'
import { assistantOpened, saidToAssistant } from '../simulators/slack/surfaces.ts'

const ROOT = '1700000000.000100'
const THREAD = `slack:DANA:${ROOT}`

test('a thread with the assistant offers what its person may ask, with names of the team’s services', async () => {
  const { slack, inbox } = await connected('http')
  inbox.prompts = ['status of billing on staging', 'deploy billing to staging', 'a', 'b', 'c']
  await slack.deliver('events_api', assistantOpened('UANA', ROOT))
  await expect.poll(() => slack.calls('assistant.threads.setSuggestedPrompts').length).toBe(1)
  const [{ channel_id, thread_ts, prompts = '[]' } = {}] = slack.calls('assistant.threads.setSuggestedPrompts')
  expect({ channel_id, thread_ts }).toEqual({ channel_id: 'DANA', thread_ts: ROOT })
  expect(JSON.parse(prompts).map(({ message }: { message: string }) => message)).toEqual(inbox.prompts.slice(0, 4))
})

test('what is said in it is a conversation of its own, and answered there', async () => {
  const { slack, inbox, chat } = await connected('http')
  await slack.deliver('events_api', assistantOpened('UANA', ROOT))
  await slack.deliver('events_api', saidToAssistant('UANA', ROOT, 'status'))
  expect(inbox.messages).toMatchObject([{ thread: THREAD, addressed: 'direct', text: 'status' }])
  await chat.post({ kind: 'thread', thread: THREAD }, sentenceCard('All is well.'), { key: 'k', mayExist: false })
  expect(slack.messages({ channel: 'DANA', threadTs: ROOT })).toMatchObject([{ text: 'All is well.' }])
})

test('a thread that people open under a direct message belongs to that conversation, as before', async () => {
  const { slack, inbox } = await connected('http')
  await slack.deliver('events_api', saidToAssistant('UANA', ROOT, 'status'))
  await slack.direct('UANA', 'help')
  expect(inbox.messages).toMatchObject([{ thread: 'slack:DANA' }, { thread: 'slack:DANA' }])
})

test('while a model thinks, the thread says so, until the answer is there', async () => {
  const { slack, chat } = await connected('http')
  const stop = await chat.thinking?.(THREAD, 'is thinking…')
  const status = { channel_id: 'DANA', thread_ts: ROOT }
  expect(slack.calls('assistant.threads.setStatus')).toMatchObject([{ ...status, status: 'is thinking…' }])
  await stop?.()
  expect(slack.calls('assistant.threads.setStatus').at(-1)).toMatchObject({ ...status, status: '' })
})

test('channels, and direct messages without such a thread, have no such line: a message says it', async () => {
  const { slack, chat } = await connected('http')
  expect(await chat.thinking?.('slack:C0GENERAL:1.1', 'is thinking…')).toBeUndefined()
  expect(await chat.thinking?.('slack:DANA', 'is thinking…')).toBeUndefined()
  expect(slack.calls('assistant.threads.setStatus')).toEqual([])
})

test('an app without the permission asks for the line once, and then says it in messages', async () => {
  const { slack, chat } = await connected('http')
  slack.failNext('assistant.threads.setStatus', 'missing_scope')
  expect(await chat.thinking?.(THREAD, 'is thinking…')).toBeUndefined()
  expect(await chat.thinking?.(THREAD, 'is thinking…')).toBeUndefined()
  expect(slack.calls('assistant.threads.setStatus')).toHaveLength(1)
})

/** A Slack whose thread hangs under such a message, and how often it was asked for it. */
function slackWith(root: object) {
  let asked = 0
  const replies = async () => {
    asked += 1
    return { messages: [root] }
  }
  return { threads: createAssistantThreads({ conversations: { replies } } as never), asked: () => asked }
}

test('after a restart Slack is asked once whether a thread is one with the assistant', async () => {
  const { threads, asked } = slackWith({ subtype: 'assistant_app_thread' })
  expect(await threads.threadOf('DANA', ROOT, 'slack:DANA')).toBe(THREAD)
  expect(await threads.threadOf('DANA', ROOT, 'slack:DANA')).toBe(THREAD)
  expect(asked()).toBe(1)
})

test('a thread under somebody’s words is none, and those of channels are not asked about', async () => {
  const { threads, asked } = slackWith({ text: 'deploy billing' })
  expect(await threads.threadOf('DANA', ROOT, 'slack:DANA')).toBe('slack:DANA')
  expect(await threads.threadOf('C0GENERAL', ROOT, `slack:C0GENERAL:${ROOT}`)).toBe(`slack:C0GENERAL:${ROOT}`)
  expect(await threads.threadOf('DANA', undefined, 'slack:DANA')).toBe('slack:DANA')
  expect(asked()).toBe(1)
})

test('a Slack that does not answer that keeps nobody from being heard', async () => {
  const away = { conversations: { replies: async () => Promise.reject(new Error('away')) } }
  expect(await createAssistantThreads(away as never).threadOf('DANA', ROOT, 'slack:DANA')).toBe('slack:DANA')
})
