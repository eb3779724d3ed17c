/** What the API answers, as its own schemas have it: types alone, of which nothing reaches the browser. */
export type { ShownCard, ShownMessage, ShownSession } from '../../adapters/http/api/shapes.ts'
