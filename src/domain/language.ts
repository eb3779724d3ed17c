/** The languages that Shipmate answers in. */
export const LANGUAGES = ['en', 'de', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** The language of a platform's setting, such as `de-DE` or `es_MX`; undefined for one that Shipmate does not answer in. */
export function languageOfLocale(locale: string): Language | undefined {
  const [spoken = ''] = locale.toLowerCase().split(/[-_]/)
  return LANGUAGES.find((language) => language === spoken)
}
