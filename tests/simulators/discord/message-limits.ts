import type { MessageBody, ModalBody, SentFile } from './rules/bodies.ts'
import { described } from './rules/form-body.ts'
import { isEmptyMessage, messageProblems } from './rules/message-rules.ts'
import { modalProblems } from './rules/modal-rules.ts'
import { breaksDiscord } from './rules/v2-rules.ts'

/**
 * Why Discord would not take this message; empty when it would. For tests of what is rendered.
 * @param files What is attached to it, by name.
 */
export function violations(rendered: object, files: readonly Pick<SentFile, 'name'>[] = []): readonly string[] {
  const message: MessageBody = rendered
  const names = files.map(({ name }) => name)
  return [
    ...described(messageProblems(message, names)),
    ...(isEmptyMessage(message, names) ? ['[50006]: Cannot send an empty message'] : []),
    ...(breaksDiscord(message.components ?? []) ? ['[500]: Discord breaks at so much text or media'] : []),
  ]
}

/** Why Discord would not open this modal. */
export function modalViolations(modal: object): readonly string[] {
  return described(modalProblems(modal as ModalBody))
}
