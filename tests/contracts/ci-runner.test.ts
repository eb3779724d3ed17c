import { describe, expect, test } from 'vitest'
import { createActionsRunner } from '../../adapters/ci/github-actions/actions-runner.ts'
import { createPipelineRunner } from '../../adapters/ci/gitlab/pipeline-runner.ts'
import { createJenkinsRunner } from '../../adapters/ci/jenkins/jenkins-runner.ts'
import { githubClient } from '../../adapters/code-host/github/github-client.ts'
import { type CiWorld, newCiWorld } from '../support/ci-world.ts'
import { serveJenkins } from '../support/jenkins-server.ts'
import { serveActionsRuns, servePipelines } from '../support/pipelines-server.ts'
import { ciRunnerContract } from './ci-runner-contract.ts'

const ORDER = { inputs: { VERSION: 'v1.1.0' }, label: 'TASK-7 shipmate-1' }
const RELEASE = { system: 'jenkins', project: 'payments/release' } as const
const PIPELINE = { system: 'gitlab-pipeline', project: 'acme/payments' } as const
const WORKFLOW = { system: 'github-actions', project: 'acme/payments', workflow: 'release.yml' } as const

const jenkins = async (world: CiWorld) =>
  createJenkinsRunner({ url: await serveJenkins(world), user: 'bot', token: 'token-of-the-bot' })
const pipelines = async (world: CiWorld) =>
  createPipelineRunner({ url: await servePipelines(world), token: 'token-of-the-bot' })
const actions = async (world: CiWorld) => {
  const apiUrl = await serveActionsRuns(world)
  const client = githubClient({ apiUrl, account: { kind: 'token', token: 'token-of-the-bot' } })
  return createActionsRunner(() => ({ client, web: 'https://github.example' }))
}

describe('github-actions', () => {
  ciRunnerContract({ job: WORKFLOW, nowhere: { ...WORKFLOW, workflow: 'gone.yml' }, open: actions })
})
describe('gitlab-pipeline', () => {
  ciRunnerContract({ job: PIPELINE, nowhere: { ...PIPELINE, project: 'acme/gone' }, open: pipelines })
})
describe('jenkins', () => {
  ciRunnerContract({ job: RELEASE, nowhere: { ...RELEASE, project: 'payments/gone' }, open: jenkins })
})

test.each([
  ['GitHub', WORKFLOW, actions, 'No ref found for: gone'],
  ['GitLab', PIPELINE, pipelines, 'Reference not found'],
] as const)('%s starts nothing for a ref that does not exist, and says so', async (_, job, open, detail) => {
  const world = newCiWorld()
  const runner = await open(world)
  await expect(runner.start({ job: { ...job, ref: 'gone' }, ...ORDER })).rejects.toMatchObject({
    problem: { kind: 'refused', detail: expect.stringContaining(detail) },
  })
  expect(world.runs).toEqual([])
})

test('what a host reports on is known by the names that its runner gives', async () => {
  const world = newCiWorld()
  const mark = 'shipmate-4b1d'
  const [github, gitlab, builds] = [await actions(world), await pipelines(world), await jenkins(world)]
  expect(github.reportedAs({ ...WORKFLOW, project: 'Acme/Payments' }, mark)).toEqual([
    'github:acme/payments:shipmate-4b1d',
  ])
  expect(github.reportedAs(WORKFLOW, mark, '900')).toContain('github:acme/payments:run:900')
  expect(gitlab.reportedAs({ ...PIPELINE, project: 'Acme/Payments' }, mark, '900')).toEqual([
    'gitlab:acme/payments:shipmate-4b1d',
    'gitlab:acme/payments:pipeline:900',
  ])
  expect(builds.reportedAs(RELEASE, mark, '900')).toEqual([])
})

test('a crumb that has expired is renewed, and the job is started once', async () => {
  const world = newCiWorld()
  const runner = await jenkins(world)
  await runner.start({ job: RELEASE, ...ORDER })
  world.crumbExpires = true
  await runner.start({ job: RELEASE, ...ORDER })
  expect(world.runs).toHaveLength(2)
})

test('Jenkins drops what a job has no parameter for, so nothing is started with one', async () => {
  const world = newCiWorld()
  const runner = await jenkins(world)
  await expect(runner.start({ job: RELEASE, ...ORDER, inputs: { COLOUR: 'red' } })).rejects.toMatchObject({
    problem: { kind: 'refused', detail: 'payments/release has no parameter COLOUR' },
  })
  expect(world.runs).toEqual([])
})
