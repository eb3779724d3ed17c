import { afterAll, beforeAll, expect, test } from 'vitest'
import { wordsOf } from '../simulators/slack/workspace.ts'
import type { ModelServer } from '../support/model-script.ts'
import { startOllamaServer } from '../support/ollama-server.ts'
import { startOpenAiServer } from '../support/openai-server.ts'
import { ANA, type BotInSlack, startBotInSlack } from './bot-in-slack.ts'

let ollama: ModelServer
let openai: ModelServer
let bot: BotInSlack

/** The whole bot, with a route of two models. */
beforeAll(async () => {
  ;[ollama, openai] = await Promise.all([startOllamaServer(), startOpenAiServer()])
  bot = await startBotInSlack({
    env: {
      SHIPMATE_CONVERSATION_MODEL: 'ollama/qwen3:8b,openai/gpt-mini',
      OLLAMA_HOST: ollama.url,
      OPENAI_BASE_URL: openai.url,
    },
  })
})

afterAll(async () => {
  await bot.close()
  await Promise.all([ollama.stop(), openai.stop()])
})

const DEPLOY = JSON.stringify({
  intent: 'deploy.start',
  slots: [
    { name: 'service', value: 'billionmail' },
    { name: 'environment', value: 'staging' },
  ],
})

test('in Slack the bot is seen thinking, and what its model read is confirmed before anything happens', async () => {
  const thought = Promise.withResolvers<void>()
  ollama.script({ says: DEPLOY, after: thought.promise })
  const { threadTs } = await bot.slack.mention(ANA, 'billionmail wants nudging out the door on staging, ta')
  await bot.replied(threadTs, 'Let me think…')
  thought.resolve()
  // The question takes the place of the thought.
  const replaced = await bot.replied(threadTs, 'Understood by qwen3:8b, so please confirm.')
  expect(wordsOf(replaced)).not.toContain('Let me think')
  expect(bot.slack.messages({ threadTs })).toHaveLength(1)
  expect(await bot.count('run.step.requested')).toBe(0)
})

test('when the first model is full the second reads it, and the card says which', async () => {
  ollama.script({ status: 503, error: 'server busy, please try again' })
  openai.script({ says: DEPLOY })
  const { threadTs } = await bot.slack.mention(ANA, 'billionmail wants nudging out the door on staging, ta')
  await bot.replied(threadTs, 'Understood by gpt-mini, so please confirm.')
})

test('when no model helps the rules answer, and the card says so', async () => {
  ollama.script({ status: 503, error: 'server busy, please try again' })
  openai.script({ says: '{"intent": "dep', thenError: 'overloaded' })
  const { threadTs } = await bot.slack.mention(ANA, 'billionmail wants nudging out the door on staging, ta')
  // How sure the rules are of it is their own affair; nothing begins on it.
  await bot.replied(threadTs, 'My language model does not answer, so I used my own rules.')
  expect(await bot.count('run.step.requested')).toBe(0)
})
