import { useState } from 'preact/hooks'
import { h, html, type Shown, type VNode } from '../html.ts'
import { type Platform, post } from './act.ts'

export const PEOPLE = ['ana', 'ben', 'cora'] as const
export type Person = (typeof PEOPLE)[number]

/** What each may do, for whoever switches between them. */
const MAY: Readonly<Record<Person, string>> = { ana: 'deploys', ben: 'owner: deploys and approves', cora: 'looks' }

const FAULTS = [
  { id: 'drop', label: 'Drop the connection' },
  { id: 'twice', label: 'Deliver the last thing once more' },
  { id: 'limit', label: 'Answer 429 to the next 3 posts' },
  { id: 'lose', label: 'Lose the answer to the next post' },
] as const

export interface Place {
  readonly id: string
  readonly label: string
}

interface Props {
  readonly platform: Platform
  readonly name: string
  readonly person: Person
  readonly onPerson: (person: Person) => void
  readonly places: readonly Place[]
  readonly place: string
  readonly onPlace: (place: string) => void
  /** Under the list of places. */
  readonly aside?: Shown
  /** What did not work, and what was done to the platform. */
  readonly problem: string
  readonly content: Shown
}

/** One platform: who somebody is there, where they are, and what goes wrong. */
export function Pane(props: Props): VNode {
  const { platform, name, person, onPerson, places, place, onPlace, aside, problem, content } = props
  const heading = `${platform}-heading`
  return html`
    <section class=${`pane ${platform}`} aria-labelledby=${heading}>
      <header>
        <h2 id=${heading}>${name}</h2>
        <div class="people" role="group" aria-label=${`Who you are in ${name}`}>
          ${PEOPLE.map(
            (one) => html`<button type="button" aria-pressed=${one === person} title=${`${one} ${MAY[one]}`}
              onClick=${() => onPerson(one)}>${one}</button>`,
          )}
        </div>
        ${h(Faults, { platform })}
      </header>
      <div class="room">
        <nav aria-label=${`Places in ${name}`}>
          ${places.map(
            ({ id, label }) => html`<button type="button" aria-current=${id === place ? 'page' : undefined}
              onClick=${() => onPlace(id)}>${label}</button>`,
          )}
          ${aside}
        </nav>
        <div class="content">
          ${content}
          <p class="problem" role="alert">${problem}</p>
        </div>
      </div>
    </section>
  `
}

function Faults({ platform }: { readonly platform: Platform }): VNode {
  const [done, setDone] = useState('')
  const cause = async (id: string, label: string): Promise<void> => {
    const { ok } = await post(`/bot/${platform}/${id}`)
    setDone(ok ? `Done at ${new Date().toLocaleTimeString('en-GB')}: ${label}` : `Did not work: ${label}`)
  }
  return html`
    <details class="faults">
      <summary>Faults</summary>
      <div class="deeds">
        ${FAULTS.map(({ id, label }) => html`<button type="button" onClick=${() => void cause(id, label)}>${label}</button>`)}
        <p role="status">${done}</p>
      </div>
    </details>
  `
}
