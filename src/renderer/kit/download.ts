/** Milliseconds for which a file that is offered can still be fetched. */
const offered = 60_000

/** Offers a text, pieces of one, or bytes, as a file: the desktop window asks where to put it, a browser does what its user has chosen. */
export const download = (
  name: string,
  type: string,
  content: string | readonly string[] | Uint8Array<ArrayBuffer>,
): void => {
  const url = URL.createObjectURL(
    new Blob(typeof content === 'string' || content instanceof Uint8Array ? [content] : [...content], { type }),
  )
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, offered)
}
