/** Every sentence a frame or a template can say, without the words that nothing is learned from; each value is `_`. */
export function sentencesOf(template: string): readonly string[] {
  const choice = /\(([^()]*\|[^()]*)\)/.exec(template)
  if (!choice) return [plain(template)]
  return (choice[1] ?? '').split('|').flatMap((part) => sentencesOf(template.replace(choice[0], () => part)))
}

function plain(sentence: string): string {
  return sentence
    .toLowerCase()
    .replace(/\{[^}]*\}/g, '_')
    .replace(/[^\p{L}_ ]/gu, ' ')
    .replace(/\b(?:the|a|an|please)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
