import { expect, test } from 'vitest'
import { readPress } from '../../adapters/chat/slack/incoming/read-interaction.ts'

const WHERE = {
  type: 'block_actions',
  user: { id: 'U0ANA' },
  trigger_id: 'trigger-1',
  container: { type: 'message', channel_id: 'C0GENERAL', message_ts: '1700000000.000002' },
}

const option = { text: { type: 'plain_text', text: 'billing' }, value: 'b_billing' }

test.each(['static_select', 'overflow'])('a choice of a %s is a press of the button that it stands for', (type) => {
  const action = { type, action_id: 'menu:b_mail', selected_option: option, action_ts: '1700000009.1' }
  expect(readPress(WHERE, action)?.press).toEqual({
    keys: ['slack:press:C0GENERAL:1700000000.000002:1700000009.1:U0ANA'],
    thread: 'slack:C0GENERAL:1700000000.000002',
    by: 'slack:U0ANA',
    button: 'b_billing',
  })
})

test('a menu in which nothing is chosen, and elements that we never send, press nothing', () => {
  for (const action of [
    { type: 'static_select', action_id: 'menu:b_mail', selected_option: null, action_ts: '1.1' },
    { type: 'datepicker', action_id: 'b_billing', selected_date: '2026-03-02', action_ts: '1.1' },
    { type: 'button', action_ts: '1.1' },
  ])
    expect(readPress(WHERE, action)).toBeUndefined()
})
