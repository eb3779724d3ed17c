import type { Card } from '../../../domain/card.ts'
import type { DemoChat } from './demo-chat.ts'
import { servedVersion, startTraffic } from './traffic.ts'

export interface DemoStage {
  readonly chat: DemoChat
  /** What the service runs by. */
  readonly target: DemoTarget
  readonly stagingUrl: string
  readonly productionUrl: string
  /** Notes one check and prints it. */
  readonly check: (what: string, passed: boolean) => void
}

export const DEMO_TARGETS = ['local', 'command'] as const
export type DemoTarget = (typeof DEMO_TARGETS)[number]

/** The main job, start to end, each step checked against what really serves. */
export async function playDemo(stage: DemoStage): Promise<void> {
  await firstLook(stage)
  await deployToStaging(stage)
  await deployToProduction(stage, 'v1.0.0')
  await deployUnderTraffic(stage)
  if (stage.target === 'command') await whatCommandsDo(stage)
  await badRelease(stage)
  await history(stage)
  await rollback(stage)
}

async function firstLook({ chat, check }: DemoStage): Promise<void> {
  await chat.says('ana', 'status')
  const card = await chat.replied((reply) => reply.title === 'What is live')
  check('the status names staging and production', contains(card, 'staging') && contains(card, 'production'))
}

async function deployToStaging({ chat, check, stagingUrl }: DemoStage): Promise<void> {
  await chat.says('ana', 'deploy billionmail v1.0.0 to staging')
  await chat.replied(titled('v1.0.0 is live on staging'))
  check('staging serves v1.0.0', (await servedVersion(stagingUrl)) === 'v1.0.0')
}

async function deployToProduction({ chat, check, productionUrl, target }: DemoStage, version: string): Promise<void> {
  // Commands have one way of their own.
  const how = target === 'local' ? ' using blue-green' : ''
  await chat.says('ana', `deploy billionmail ${version} to production${how}`)
  const question = await chat.replied(titled(`Deploy billionmail ${version} to production?`))
  check('production asks before it is changed', contains(question, 'Confirm'))
  await chat.presses('ana', 'Confirm')
  await chat.replied(titled(`${version} is live on production`))
  check(`production serves ${version}`, (await servedVersion(productionUrl)) === version)
}

async function deployUnderTraffic(stage: DemoStage): Promise<void> {
  const traffic = startTraffic(stage.productionUrl)
  await deployToProduction(stage, 'v1.1.0')
  const { sent, failed, versions } = await traffic.stop()
  stage.check(`none of ${sent} requests failed while the version changed`, failed === 0 && sent > 0)
  stage.check('users went from v1.0.0 to v1.1.0', versions.join() === 'v1.0.0,v1.1.0')
}

async function badRelease({ chat, check, productionUrl }: DemoStage): Promise<void> {
  await chat.says('ana', 'deploy billionmail v1.2.0 to production')
  await chat.replied(titled('Deploy billionmail v1.2.0 to production?'))
  await chat.presses('ana', 'Confirm')
  const failure = await chat.replied(titled('v1.2.0 to production: failed'))
  check('the bad release fails its health gate', contains(failure, 'health'))
  check('production still serves v1.1.0', (await servedVersion(productionUrl)) === 'v1.1.0')
}

async function history({ chat, check }: DemoStage): Promise<void> {
  await chat.says('ana', 'show me the last 5 deployments')
  const card = await chat.replied((reply) => reply.title?.startsWith('Last ') === true)
  check('the history lists the failure too', contains(card, 'failed') && contains(card, 'v1.2.0'))
}

async function rollback({ chat, check, productionUrl }: DemoStage): Promise<void> {
  await chat.says('ana', 'roll back billionmail on production')
  await chat.replied(titled('Roll back billionmail on production to v1.0.0?'))
  const strangerTold = await chat.presses('ben', 'Confirm')
  check('a stranger’s click is refused and answered', strangerTold?.includes('Only ana') === true)
  const notices = await Promise.all([chat.presses('ana', 'Confirm'), chat.presses('ana', 'Confirm')])
  await chat.replied(titled('is rolled back to v1.0.0'))
  check(
    'the second of a double click is told so',
    notices.some((notice) => notice?.startsWith('Already confirmed')),
  )
  check('one rollback came of it', chat.count('is rolled back to v1.0.0 on production') === 1)
  check('production serves v1.0.0 again', (await servedVersion(productionUrl)) === 'v1.0.0')
}

async function whatCommandsDo({ chat, check, productionUrl }: DemoStage): Promise<void> {
  await chat.says('ana', 'deploy billionmail v1.3.0 to production as a canary')
  const refusal = await chat.replied((reply) => contains(reply, 'by command'))
  check('a canary is refused, since commands have none', contains(refusal, 'which has'))
  await chat.says('ana', 'is billionmail healthy on production?')
  const health = await chat.replied((reply) => contains(reply, 'healthy'))
  check('the health is what the status command says', contains(health, 'v1.1.0'))
  check('production serves v1.1.0 all the same', (await servedVersion(productionUrl)) === 'v1.1.0')
}

const titled =
  (part: string) =>
  (card: Card): boolean =>
    card.title?.includes(part) === true

function contains(card: Card, text: string): boolean {
  return JSON.stringify(card).includes(text)
}
