declare module '@nlpjs/nlp' {
  export class Nlp {
    constructor(settings: object)
    readonly container: { register(name: string, instance: object): void }
    readonly ner: {
      addRuleOptionTexts(locale: string, entity: string, option: string, texts: readonly string[]): void
    }
    use(plugin: unknown): void
    addDocument(locale: string, text: string, intent: string): void
    train(): Promise<void>
    process(locale: string, text: string): Promise<{ readonly intent: string }>
  }
}

declare module '@nlpjs/lang-en' {
  export const LangEn: unknown
}
