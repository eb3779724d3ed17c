const FRAMES = ['⠋', '⠙', '⠸', '⠴', '⠦', '⠇']
const FRAME_MS = 120
const CLEAR_LINE = '\r\u001b[K'

/**
 * Says at once that the bot starts, until there is more to say: loading its parts takes seconds on a slow machine.
 * @returns Clears it; once, whatever happens.
 */
export function showStarting(output: NodeJS.WriteStream): () => void {
  if (output.isTTY !== true || process.env.TERM === 'dumb') return () => undefined
  let frame = 0
  const draw = (): void => void output.write(`${CLEAR_LINE}${FRAMES[frame++ % FRAMES.length]} Starting Shipmate…`)
  draw()
  const turning = setInterval(draw, FRAME_MS)
  turning.unref()
  let isShown = true
  return () => {
    if (!isShown) return
    isShown = false
    clearInterval(turning)
    output.write(CLEAR_LINE)
  }
}
