/** The code of what a system call threw, such as `ENOENT`; undefined of anything else. */
export const errnoOf = (thrown: unknown): string | undefined =>
  thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined

/** Whether a system call failed for one of these reasons. */
export const isErrno = (thrown: unknown, ...codes: readonly string[]): boolean => {
  const code = errnoOf(thrown)
  return code !== undefined && codes.includes(code)
}
