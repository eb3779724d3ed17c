import type { Answer } from '../api/use-answer.ts'
import { html, type VNode } from './html.ts'

/** Draws what an answer holds; while there is none, that it is awaited; and what is wrong, above what was known before. */
export function answered<Value>(answer: Answer<Value>, draw: (value: Value) => VNode): VNode {
  const { value, problem } = answer
  return html`
    ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
    ${value !== undefined ? draw(value) : problem === undefined && html`<p class="loading">Loading …</p>`}
  `
}
