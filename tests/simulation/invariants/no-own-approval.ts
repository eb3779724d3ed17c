import { changeFrom, runFrom } from '../../../src/domain/histories.ts'
import type { CreateInvariant } from '../invariant.ts'

/** Nobody's yes to their own change is taken, by whatever account. */
export const noOwnApproval: CreateInvariant = ({ store, personOf }, { checked, broken }) => ({
  async appended({ stream, body }) {
    if (body.type !== 'approval.given' && body.type !== 'run.approval.given') return
    checked()
    const history = await store.readStream(stream)
    const asker = (body.type === 'approval.given' ? changeFrom(history) : runFrom(history))?.by ?? ''
    if (personOf(asker) === personOf(body.by)) broken(`${body.by} approved ${stream}, which ${asker} asked for`)
  },
})
