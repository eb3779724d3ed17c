type Method = (...args: unknown[]) => unknown

/** The same part, with each call of a method handed to `around`, those of the parts inside it included. */
export function intercept<Part extends object>(
  part: Part,
  around: (method: PropertyKey, call: () => unknown) => unknown,
): Part {
  return new Proxy(part, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof value === 'function') {
        return (...args: unknown[]) => around(name, () => (value as Method).apply(target, args))
      }
      return typeof value === 'object' && value !== null ? intercept(value, around) : value
    },
  })
}
