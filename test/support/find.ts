/** The one element that a selector finds; a test that finds none, or several, cannot go on. */
export const find = (within: ParentNode, selector: string): HTMLElement => {
  const found = within.querySelectorAll<HTMLElement>(selector)
  const [only] = found
  if (only === undefined || found.length > 1) throw new Error(`${found.length} elements are ${selector}`)
  return only
}

/** The texts of all elements that a selector finds. */
export const textsOf = (within: ParentNode, selector: string): string[] =>
  [...within.querySelectorAll(selector)].map(({ textContent }) => textContent.trim())
