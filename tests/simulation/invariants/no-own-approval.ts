import { changeFrom } from '../../../src/domain/histories.ts'
import type { CreateInvariant } from '../invariant.ts'

/** Nobody's yes to their own change is taken, by whatever account. */
export const noOwnApproval: CreateInvariant = ({ store, personOf }, { checked, broken }) => ({
  async appended({ stream, body }) {
    if (body.type !== 'approval.given') return
    checked()
    const asker = changeFrom(await store.readStream(stream))?.by ?? ''
    if (personOf(asker) === personOf(body.by)) broken(`${body.by} approved ${body.change}, which ${asker} asked for`)
  },
})
