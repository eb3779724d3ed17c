/** The element that screen readers listen to; it is always there, since they miss what comes with its text already in it. */
export const ANNOUNCED = 'announced'

/** Has screen readers say something without moving to it. */
export function announce(text: string): void {
  const region = document.getElementById(ANNOUNCED)
  if (region) region.textContent = text
}
