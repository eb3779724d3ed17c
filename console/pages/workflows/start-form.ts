import { useState } from 'preact/hooks'
import { send } from '../../api/ask.ts'
import { sentenceOf } from '../../api/problem.ts'
import type { ShownSession } from '../../api/shapes.ts'
import { to } from '../../shell/route.ts'
import { html, type VNode } from '../../view/html.ts'
import type { ShownInput, ShownWorkflow } from './workflow-shapes.ts'

/** Asks for a run in a conversation of its own, where it is confirmed as in chat. */
export function StartForm({ workflow }: { readonly workflow: ShownWorkflow }): VNode {
  const [problem, setProblem] = useState<string>()
  const [isAsking, setAsking] = useState(false)
  const start = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const inputs = inputsFrom(workflow.inputs, new FormData(event.target as HTMLFormElement))
    setAsking(true)
    try {
      const { id } = await send<ShownSession>('POST', '/sessions')
      const slots = { workflow: workflow.id, inputs: JSON.stringify(inputs) }
      const body = { session_id: id, intent: 'workflow.start', slots }
      await send('POST', '/requests', { body, key: crypto.randomUUID() })
      location.hash = to('chat', id)
    } catch (error) {
      setProblem(sentenceOf(error))
      setAsking(false)
    }
  }
  return html`<form class="form" onSubmit=${start}>
    ${workflow.inputs.map((input) => html`<label key=${input.name}>${input.name} ${input.description !== undefined && html`<span class="soft">${input.description}</span>`}${field(input)}</label>`)}
    ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
    <p><button type="submit" class="primary" disabled=${isAsking}>Start it</button> <span class="soft">What it changes, you confirm first.</span></p>
  </form>`
}

/** What was given; what was left empty is left to its default. */
export function inputsFrom(
  inputs: readonly ShownInput[],
  data: { get(name: string): unknown },
): Readonly<Record<string, string>> {
  const given = inputs.flatMap(({ name }) => {
    const value = String(data.get(name) ?? '').trim()
    return value === '' ? [] : [[name, value] as const]
  })
  return Object.fromEntries(given)
}

function field({ name, options, ...input }: ShownInput): VNode {
  const isRequired = input.default === undefined
  if (!options)
    return html`<input name=${name} required=${isRequired} placeholder=${input.default} inputmode=${input.type === 'number' ? 'numeric' : undefined} />`
  return html`<select name=${name} required=${isRequired}>
    ${options.map((option) => html`<option value=${option} selected=${option === input.default}>${option}</option>`)}
  </select>`
}
