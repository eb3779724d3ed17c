import { openEmbeddedStore } from '../../adapters/store/embedded.ts'

/** A process of its own that opens a folder, appends one event, says so, and stays until it is killed. */
const [folder = '', stream = ''] = process.argv.slice(2)
const { store } = await openEmbeddedStore({ folder, projections: [] })
await store.append({
  streams: [{ stream, expectedVersion: 0, bodies: [{ type: 'thing.happened' }] }],
  correlationId: 'c',
  actor: 'test',
  at: new Date(),
})
process.stdout.write('appended\n')
setInterval(() => {}, 60_000)
