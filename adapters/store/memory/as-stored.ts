/** A value as a database gives it back: of what JSON does not know, nothing is left. */
export function asStored<Value extends object>(value: Value): Value {
  return JSON.parse(JSON.stringify(value))
}
