/** The one element that a selector finds; a test that finds none, or several, cannot go on. */
export const find = <E extends Element = HTMLElement>(within: ParentNode, selector: string): E => {
  const found = within.querySelectorAll<E>(selector)
  const [only] = found
  if (only === undefined || found.length > 1) throw new Error(`${found.length} elements are ${selector}`)
  return only
}

/** The texts of all elements that a selector finds. */
export const textsOf = (within: ParentNode, selector: string): string[] =>
  [...within.querySelectorAll(selector)].map(({ textContent }) => textContent?.trim() ?? '')
