import type { Texts } from '../texts.ts'

export const restored: Texts['restored'] = {
  message:
    'Me han restaurado desde una copia de seguridad y no sé si esto ya está resuelto. Dilo otra vez si aún hay que hacerlo.',
  asked:
    'Me han restaurado desde una copia de seguridad y no sé si esto ya ha ocurrido. Pídelo otra vez si aún hay que hacerlo.',
  ended: 'Me han restaurado desde una copia de seguridad anterior a su final, así que no sé cómo terminó.',
  look: 'Mira qué está en servicio allí y pídelo otra vez si aún hay que hacerlo.',
}
