import { expect, test } from 'vitest'
import { diagnose } from '../../../jobs/agents/failure/build/rules.ts'

test.each([
  ["Error: EACCES: permission denied, open '/srv/state'", 'The command may not write or read “/srv/state”.'],
  ['/srv/deploy.sh: Permission denied', 'The command may not use or run “/srv/deploy.sh”.'],
])('%s is told of the command that ran, which need not be a build', (log, cause) => {
  expect(diagnose({ service: 'payments', release: 'v1.3.0', log })).toMatchObject({
    cause,
    nextStep: expect.stringContaining('the user that'),
  })
})
