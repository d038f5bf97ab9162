import fc from 'fast-check'

/** Any text without lone surrogates, of 1 to 1024 bytes in UTF-8: a key. */
export const anyKey = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 400, size: 'max' }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      'a/b',
      '%2F',
      '%',
      '?',
      '#',
      '.',
      '..',
      '+',
      ' ',
      '\u0000',
      'x'.repeat(1024),
      'é'.repeat(512),
    ),
  )
  .filter((key) => Buffer.byteLength(key) <= 1024)
