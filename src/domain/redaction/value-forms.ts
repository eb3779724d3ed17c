/** How a value is written where people and programs write texts: as it is, in JSON, a URL, a form, XML. */
export function writtenForms(value: string): readonly string[] {
  const inJson = jsonForm(value)
  const inUrl = encodeURIComponent(value.toWellFormed())
  const lowerCase = inUrl.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
  const inForm = new URLSearchParams([['', value]]).toString().slice(1)
  return [...new Set([value, inJson, jsonForm(inJson), inUrl, lowerCase, inForm, xmlForm(value)])]
}

/** How a value is encoded, alone or as part of something longer. */
export function encodedForms(value: string): readonly string[] {
  const bytes = Buffer.from(value)
  return [...new Set([...hexForms(bytes), ...base64Forms(bytes)])]
}

const jsonForm = (value: string): string => JSON.stringify(value).slice(1, -1)

const XML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const xmlForm = (value: string): string => value.replace(/[&<>"']/g, (sign) => XML_ESCAPES[sign] ?? sign)

function hexForms(bytes: Buffer): readonly string[] {
  const lower = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'))
  const upper = lower.map((byte) => byte.toUpperCase())
  return [lower, upper].flatMap((pairs) => [
    ...['', ' ', ':', '-'].map((between) => pairs.join(between)),
    ...['\\x', '%'].map((before) => pairs.map((pair) => before + pair).join('')),
  ])
}

const BYTE_BITS = 8
const DIGIT_BITS = 6

/** A digit holds six bits, so that what stands before a value shifts it to one of three places. Digits shared with it are left out. */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes])
    const first = Math.ceil((before * BYTE_BITS) / DIGIT_BITS)
    const last = Math.floor((shifted.length * BYTE_BITS) / DIGIT_BITS)
    return (['base64', 'base64url'] as const).map((kind) => shifted.toString(kind).slice(first, last))
  })
}
