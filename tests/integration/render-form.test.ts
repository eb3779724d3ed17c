import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderForm as discordForm } from '../../adapters/chat/discord/cards/render-form.ts'
import { renderForm as slackForm } from '../../adapters/chat/slack/cards/render-form.ts'
import { type ChangeForm, changeForm } from '../../src/conversation/change-form.ts'
import type { Form } from '../../src/domain/form.ts'
import { textsIn } from '../../src/texts/texts-in.ts'
import { modalViolations } from '../simulators/discord/message-limits.ts'
import { isViewValid } from '../simulators/slack/views.ts'
import { deployPlan } from '../support/deploy-plan.ts'

const KINDS: readonly ChangeForm[] = ['conditions', 'reject', 'breakGlass']
const METADATA = '{"channel":"C0GENERAL","ts":"1700000000.000001"}'
/** As the platform reads it. */
const asSent = (body: object) => JSON.parse(JSON.stringify(body))
const form = (kind: ChangeForm, language: 'en' | 'de' | 'es' = 'en'): Form =>
  changeForm(kind, { change: 'CHG-12', plan: deployPlan() }, 'b_form', textsIn(language))

describe.each(KINDS)('%s', (kind) => {
  test('looks as it did on Slack', async () => {
    const rendered = `${JSON.stringify(slackForm(form(kind), METADATA), null, 2)}\n`
    await expect(rendered).toMatchFileSnapshot(`../fixtures/slack/golden/form-${kind}.json`)
  })

  test('looks as it did on Discord', async () => {
    const rendered = `${JSON.stringify(discordForm(form(kind)), null, 2)}\n`
    await expect(rendered).toMatchFileSnapshot(`../fixtures/discord/golden/form-${kind}.json`)
  })

  test.each(['en', 'de', 'es'] as const)('keeps every word of its title and buttons in %s', (language) => {
    const { title, submit, close } = slackForm(form(kind, language), METADATA)
    const words = [title.text, submit?.text, close?.text]
    expect(words).toEqual([form(kind, language).title, form(kind, language).send, form(kind, language).close])
    expect(discordForm(form(kind, language)).title).toBe(form(kind, language).title)
  })
})

test('whatever stands in a form, both platforms take it', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5_000 }),
    fc.constantFrom('', ' ', '\u202E', '*'.repeat(5_000)),
  )
  const any = fc.record({
    id: fc.constant('b_form'),
    title: text,
    note: text,
    field: fc.record({ label: text, hint: text, required: fc.boolean() }),
    send: text,
    close: text,
  })
  fc.assert(
    fc.property(any, (one) => {
      expect(isViewValid(asSent(slackForm(one, METADATA)))).toBe(true)
      expect(modalViolations(asSent(discordForm(one)))).toEqual([])
    }),
    { numRuns: 200 },
  )
})
