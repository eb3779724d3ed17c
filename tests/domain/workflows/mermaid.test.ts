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
