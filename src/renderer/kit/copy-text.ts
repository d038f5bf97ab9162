/** Puts a text on the clipboard; resolves with whether it is there. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // A page that is not served over a safe connection has no clipboard, and a user may refuse it.
    return copyBySelection(text)
  }
}

const copyBySelection = (text: string): boolean => {
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  // oxlint-disable-next-line typescript/no-deprecated -- the only way left where there is no clipboard API
  const isDone = document.execCommand('copy')
  field.remove()
  return isDone
}
