/** A text in UTF-8, one character an octet. */
export const octets = (text: string): string => Buffer.from(text).toString('latin1')
