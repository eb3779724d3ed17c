/** A message without the lines it quotes: those are somebody else's words, whoever sends them on. */
export function ownWords(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*(?:>|&gt;)/.test(line))
    .join('\n')
}
