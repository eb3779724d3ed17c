import { useEffect, useState } from 'preact/hooks'

/** The newest of a stream of server-sent events; undefined before the first and while nobody answers. */
export function useLive<Shape>(url: string): Shape | undefined {
  const [newest, setNewest] = useState<{ readonly url: string; readonly value: Shape }>()
  useEffect(() => {
    const stream = new EventSource(url)
    stream.onmessage = ({ data }: MessageEvent<string>) => setNewest({ url, value: JSON.parse(data) as Shape })
    stream.onerror = () => setNewest(undefined)
    return () => stream.close()
  }, [url])
  return newest?.url === url ? newest.value : undefined
}
