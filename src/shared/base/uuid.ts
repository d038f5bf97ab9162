/** Whether a text has the form of a UUID (RFC 9562 §4), and nothing else. */
export const isUuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)
