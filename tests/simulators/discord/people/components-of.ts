import type { ComponentBody } from '../rules/bodies.ts'
import { BUTTON, SELECTS, STRING_SELECT } from '../rules/component-types.ts'
import { allComponents } from '../rules/walk-components.ts'
import { userPayload } from '../world/payloads.ts'
import type { Posted, World } from '../world/world.ts'

type Used = Pick<ComponentBody, 'type' | 'custom_id' | 'min_values' | 'max_values' | 'options'>

/** The button with this label or id. @throws when there is none that can be pressed. */
export function buttonOf(message: Posted, labelOrId: string): Used {
  const buttons = allComponents(message.components).filter(({ component }) => component.type === BUTTON)
  const found = buttons.find(({ component: { label, custom_id } }) => label === labelOrId || custom_id === labelOrId)
  if (found === undefined) throw new Error(`no button ${labelOrId} on message ${message.id}`)
  if (found.component.disabled) throw new Error(`the button ${labelOrId} is disabled`)
  if (found.component.url !== undefined) throw new Error(`the button ${labelOrId} is a link, of which no app hears`)
  return found.component
}

/** The menu with this placeholder or id; '' is the only one. */
export function menuOf(message: Posted, placeholderOrId: string): Used {
  const menus = allComponents(message.components)
    .map(({ component }) => component)
    .filter(({ type }) => SELECTS.includes(type))
  const found = menus.filter(
    ({ placeholder, custom_id }) => placeholderOrId === '' || [placeholder, custom_id].includes(placeholderOrId),
  )
  const [menu] = found
  if (menu === undefined || found.length > 1 || menu.disabled)
    throw new Error(`${found.length} menus ${placeholderOrId} to choose from on message ${message.id}`)
  return menu
}

/** What Discord tells of a press on a button, or of a choice, by its label or id. */
export function pressOrChoice(world: World, message: Posted, labelOrId: string): object {
  const menu = allComponents(message.components).find(({ component: { options = [] } }) =>
    options.some(({ label, value }) => label === labelOrId || value === labelOrId),
  )
  return menu === undefined ? pressData(buttonOf(message, labelOrId)) : choiceData(world, menu.component, [labelOrId])
}

/** What Discord tells of a press. */
export function pressData({ type, custom_id }: Used): object {
  return { component_type: type, custom_id, id: 1 }
}

/** What Discord tells of a choice. @throws when the menu offers no such thing, or not so many. */
export function choiceData(world: World, menu: Used, chosen: readonly string[]): object {
  const { min_values: min = 1, max_values: max = 1, options = [] } = menu
  const values = chosen.map((one) => options.find(({ label, value }) => value === one || label === one)?.value ?? one)
  if (values.length < min || values.length > max) throw new Error(`${values.length} chosen, ${min} to ${max} asked for`)
  const unknown = values.find(
    (value) => menu.type === STRING_SELECT && !options.some((option) => option.value === value),
  )
  if (unknown !== undefined) throw new Error(`the menu offers no ${unknown}`)
  const people = world.everybody().filter(({ id }) => values.includes(id))
  const resolved = { users: Object.fromEntries(people.map((one) => [one.id, userPayload(one)])) }
  return { ...pressData(menu), values, ...(menu.type !== STRING_SELECT && { resolved }) }
}
