import { useEffect, useState } from 'preact/hooks'
import { type Route, routeOf } from './route.ts'

/** Where the address bar says that somebody is. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const changed = (): void => setHash(location.hash)
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return routeOf(hash)
}
