/**
 * How many arrays and objects stand within each other in a JSON text, or `atMost` + 1 where there are more. Parsing, and all that
 * goes down into what was parsed, costs more than its share of time and stack where it is deep.
 */
export const jsonDepth = (text: string, atMost: number): number => {
  let [depth, deepest] = [0, 0]
  for (let at = 0; at < text.length && deepest <= atMost; at += 1) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1))
    else if (character === ']' || character === '}') depth -= 1
  }
  return deepest
}

const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
