/** Texts of the list of Set-Cookie lines. */
export const setCookieListTexts = {
  noMatch: 'No Set-Cookie line matches the filter.',
} as const
