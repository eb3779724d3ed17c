import { expect, test } from 'vitest'
import { mermaidOf } from '../../../src/domain/workflows/mermaid.ts'

test('a workflow is drawn with its needs, conditions, waits and what undoes a step', () => {
  const drawn = mermaidOf({
    id: 'w',
    inputs: {},
    phrases: [],
    confirm: true,
    steps: [
      { id: 'a', uses: 'command', needs: [], with: { run: ['say', '"hi" <b>'], env: {}, repeatable: false } },
      { id: 'b', uses: 'wait', needs: ['a'], with: { for: '30m' } },
      {
        ...{ id: 'c', uses: 'deploy', needs: ['a', 'b'], when: "inputs.x == 'y'" },
        with: { service: 's', environment: 'e', version: 'v' },
        onFailure: { uses: 'rollback', with: { service: 's', environment: 'e', version: 'previous' } },
      },
    ],
  })
  expect(drawn).toBe(`flowchart LR
  s1["a<br>say #quot;hi#quot; #lt;b#gt;"]
  s2(["b<br>wait 30m"])
  s3["c<br>deploy s in e"]
  s1 --> s2
  s1 -->|"inputs.x == 'y'"| s3
  s2 -->|"inputs.x == 'y'"| s3
  s3 -. undone by .-> s3u[/"rollback"/]
`)
})

test('what of a repository starts a workflow is drawn before the steps that need nothing', () => {
  const drawn = mermaidOf({
    ...{ id: 'w', inputs: {}, phrases: [], confirm: true },
    on: [
      { event: ['checks.done'], green: true, services: ['pay'], branches: ['main'], channel: 'slack:C1', with: {} },
      { event: ['pushed', 'release.published'], channel: 'slack:C1', with: {} },
    ],
    steps: [
      { id: 'a', uses: 'wait', needs: [], with: { for: '1m' } },
      { id: 'b', uses: 'wait', needs: ['a'], with: { for: '1m' } },
    ],
  })
  expect(drawn).toBe(`flowchart LR
  t1>"on checks.done when green of pay on branch main"]
  t2>"on pushed, release.published"]
  s1(["a<br>wait 1m"])
  s2(["b<br>wait 1m"])
  t1 --> s1
  t2 --> s1
  s1 --> s2
`)
})
