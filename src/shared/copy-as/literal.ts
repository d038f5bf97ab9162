/**
 * A text as a literal of JavaScript and of Python: JSON's escapes are both's. What a terminal would act on is
 * escaped.
 */
export const literal = (text: string): string =>
  JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
