import { useState } from 'preact/hooks'
import { send } from '../../api/ask.ts'
import { sentenceOf } from '../../api/problem.ts'
import { html, type VNode } from '../../view/html.ts'
import type { ShownToken } from './token-table.ts'

/** A token that was just created, with what is shown once. */
export type CreatedToken = ShownToken & { readonly secret: string }

interface Props {
  readonly onCreated: (token: CreatedToken) => void
}

const DAY_MS = 86_400_000
const LASTS = [7, 30, 90, 365]
const USUAL_DAYS = 90

/** Asks for a token that acts as whoever is signed in. */
export function CreateForm({ onCreated }: Props): VNode {
  const [problem, setProblem] = useState<string>()
  const [isAsking, setAsking] = useState(false)
  const create = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    setAsking(true)
    setProblem(undefined)
    try {
      onCreated(await send<CreatedToken>('POST', '/tokens', { body: wishFrom(new FormData(form), new Date()) }))
      form.reset()
    } catch (error) {
      setProblem(sentenceOf(error))
    } finally {
      setAsking(false)
    }
  }
  return html`<form class="form" onSubmit=${create}>
    <label>Name <span class="soft">What it is for: it stands beside what is done with it.</span><input name="name" required maxlength="60" autocomplete="off" /></label>
    <label>Roles <span class="soft">Which of yours, with commas between. Empty: all that you have when it is used.</span><input name="roles" placeholder="viewer" /></label>
    <label>Services <span class="soft">Empty: all that you reach.</span><input name="services" /></label>
    <label>Environments <span class="soft">Empty: all that you reach.</span><input name="environments" placeholder="staging" /></label>
    <label>Ends<select name="days">${LASTS.map((days) => html`<option value=${days} selected=${days === USUAL_DAYS}>in ${days} days</option>`)}</select></label>
    <label class="check"><input type="checkbox" name="approve" /> <span>It approves as you. <span class="soft">Whoever has it can approve what others ask for.</span></span></label>
    ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
    <p><button type="submit" class="primary" disabled=${isAsking}>Create a token</button></p>
  </form>`
}

/** What the API is asked for; what was left empty is left out. */
export function wishFrom(data: { get(name: string): unknown }, now: Date): object {
  const listed = (name: string): readonly string[] =>
    String(data.get(name) ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const [services, environments] = [listed('services'), listed('environments')]
  return {
    ...{ name: String(data.get('name') ?? '').trim(), roles: listed('roles'), approve: data.get('approve') !== null },
    ...(services.length > 0 && { services }),
    ...(environments.length > 0 && { environments }),
    // A minute less, so that the longest is not too long when it gets there.
    expires_at: new Date(now.getTime() + Number(data.get('days') ?? USUAL_DAYS) * DAY_MS - 60_000).toISOString(),
  }
}
