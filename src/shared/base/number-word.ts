const words = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** A number as it is written in a sentence: the small ones as words, the others in digits. */
export const numberWord = (value: number): string => words[value] ?? String(value)
