import { useState } from 'preact/hooks'
import { send } from '../../api/ask.ts'
import { sentenceOf } from '../../api/problem.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { announce } from '../../shell/announce.ts'
import type { Page, PageProps } from '../../shell/page.ts'
import { answered } from '../../view/answered.ts'
import { h, html, type VNode } from '../../view/html.ts'
import { useNow } from '../../view/use-now.ts'
import { type CreatedToken, CreateForm } from './create-form.ts'
import { type ShownToken, tokenTable } from './token-table.ts'

export const tokens: Page = { id: 'tokens', title: 'Tokens', icon: 'tokens', letter: 't', content: Tokens }

/** By which programs act as whoever is signed in; and the sessions of the console. */
function Tokens({ me }: PageProps): VNode {
  const answer = useAnswer<{ readonly tokens: readonly ShownToken[] }>('/tokens')
  const [created, setCreated] = useState<CreatedToken>()
  const [problem, setProblem] = useState<string>()
  const now = useNow()
  const revoke = async (token: ShownToken): Promise<void> => {
    if (!confirm(`Revoke ${token.name}? Programs that use it are refused at once.`)) return
    try {
      await send('DELETE', `/tokens/${token.id}`)
      setProblem(undefined)
      if (created?.id === token.id) setCreated(undefined)
      announce(`${token.name} is revoked.`)
    } catch (error) {
      setProblem(sentenceOf(error))
    }
    answer.again()
  }
  return html`<h1>Tokens</h1>
    <p class="soft">A program with such a token acts as you, within what you give it. It is recorded under the token’s name.</p>
    ${created && html`<p class="secret" role="status"><strong>${created.name}</strong>: copy it now, it is not shown again.<br /><code>${created.secret}</code></p>`}
    ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
    ${answered(answer, (known) => tokenTable(known.tokens, { now, user: me.user, revoke: (token) => void revoke(token) }))}
    <section class="panel"><h2>Create a token</h2>${h(CreateForm, {
      onCreated: (token) => {
        setCreated(token)
        answer.again()
      },
    })}</section>
    <p><button type="button" onClick=${() => void signOutEverywhere(setProblem)}>Sign out everywhere</button> <span class="soft">Ends your sessions of the console in all browsers. Tokens stay.</span></p>`
}

async function signOutEverywhere(onProblem: (sentence: string) => void): Promise<void> {
  try {
    await send('POST', '/logout', { body: { everywhere: true } })
    location.reload()
  } catch (error) {
    onProblem(sentenceOf(error))
  }
}
