import type { Language } from '../../src/domain/language.ts'

/** What people write for each other because it sounds alike: "aviertos", "insidente", "fayaron", "kien". */
const ALIKE: Readonly<Partial<Record<Language, readonly (readonly [RegExp, string])[]>>> = {
  es: [
    [/(?<!c)h/g, ''],
    [/v/g, 'b'],
    [/ll/g, 'y'],
    [/c(?=[eiéí])|z/g, 's'],
    [/qu(?=[eiéí])|c(?!h)/g, 'k'],
    [/g(?=[eiéí])/g, 'j'],
  ],
  de: [[/ß/g, 's']],
}

const DOUBLED = /(\p{L})\1/gu

/** Words with the same sound may be meant for each other; a letter more or less of two alike is not heard. */
export function soundOf(word: string, language: Language): string {
  const heard = (ALIKE[language] ?? []).reduce((sound, [letters, as]) => sound.replace(letters, as), word)
  return heard.replace(DOUBLED, '$1')
}
