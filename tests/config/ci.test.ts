import { expect, test } from 'vitest'
import { ciSystemsOf } from '../../config/ci-accounts.ts'
import { problemsOf, read } from './write-config.ts'

const JENKINS = `
secrets: { JENKINS_TOKEN: t0ken-value }
jenkins: { url: 'https://jenkins.example/', user: bot, token: JENKINS_TOKEN }
`
const service = (build: string, more = ''): string =>
  `services:\n  - id: pay\n    repository: https://github.com/acme/pay.git\n    build: ${build}\n    ${more}`
const ACTIONS = 'target: { kind: github-actions, workflow: deploy.yml }\n    environments: { staging: {} }\n'

test('a run can be started where there is an account, and no token is shown', () => {
  const { ci } = read(`github: { token: g1thub-value }\n${JENKINS}`)
  expect(ciSystemsOf(ci)).toEqual(['github-actions', 'jenkins'])
  expect(ci.jenkins?.url).toBe('https://jenkins.example')
  expect(ci.jenkins?.token.reveal()).toBe('t0ken-value')
  expect(JSON.stringify(ci)).not.toMatch(/t0ken|g1thub/)
  expect(ciSystemsOf(read('{}').ci)).toEqual([])
})

test('a service is built by its CI with what a release is known by', () => {
  const { services = [] } = read(service('{ kind: github-actions, workflow: image.yml }', ACTIONS))
  expect(services[0]).toMatchObject({
    ciBuild: {
      job: { system: 'github-actions', project: 'acme/pay', workflow: 'image.yml', service: 'pay' },
      inputs: { version: '{version}', sha: '{sha}' },
      deadlineMinutes: 60,
    },
  })
  expect(services[0]).not.toHaveProperty('build')
})

test.each([
  [
    service(
      '{ kind: github-actions, workflow: image.yml }',
      'start: [x]\n    environments: { staging: { port: 8101 } }\n',
    ),
    'shipmate.yaml:4: services.0.build.kind: pay runs on this machine in staging, so it must be built on it. Write build as a command, or choose another target there.',
  ],
  [
    service('{ kind: jenkins, job: image }', ACTIONS),
    'shipmate.yaml:4: services.0.build.kind: there is no account at Jenkins. Add jenkins: { url, user, token }.',
  ],
  [
    service('{ kind: gitlab-pipeline }', ACTIONS),
    'shipmate.yaml:4: services.0.build.kind: https://github.com/acme/pay.git is not on GitLab, so it has no pipeline there. Add codeHost: { kind: gitlab, repository: owner/name } to the service, or choose another kind.',
  ],
  [
    JENKINS.replace('token: JENKINS_TOKEN', 'token: JENKINS_TOKN'),
    "shipmate.yaml:3: jenkins.token: there is no secret 'JENKINS_TOKN'. Did you mean 'JENKINS_TOKEN'?",
  ],
])('what cannot be is said with its line (%#)', (yaml, problem) => {
  expect(problemsOf(yaml)).toContain(problem)
})
