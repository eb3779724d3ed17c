import { openEmbeddedStore } from '../../adapters/store/embedded.ts'

/** A process of its own that opens a folder, appends one event, narrates and claims a message, says so, and stays until it is killed. */
const [folder = '', stream = ''] = process.argv.slice(2)
const { store, outbox } = await openEmbeddedStore({ folder, projections: [] })
await store.append({
  streams: [{ stream, expectedVersion: 0, bodies: [{ type: 'thing.happened' }] }],
  correlationId: 'c',
  actor: 'test',
  at: new Date(),
})
const narrated = await store.checkpoints.read('narrator')
await outbox.narrate(
  [
    {
      key: 'held',
      to: { kind: 'thread', thread: 'slack:C2' },
      card: { tone: 'neutral', blocks: [] },
      urgency: 'answer',
      correlationId: 'c',
    },
  ],
  narrated,
  narrated + 1,
  { platforms: ['slack'], now: new Date(), limit: 1 },
)
process.stdout.write('appended\n')
setInterval(() => {}, 60_000)
