const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** Whether a text is a token (RFC 9110 §5.6.2): what methods and header names are made of, and nothing else is. */
export const isToken = (text: string): boolean => token.test(text)
