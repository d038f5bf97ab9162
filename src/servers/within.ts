/** What work comes to, or `late` when it takes longer than these milliseconds. */
export const within = async <T>(patience: number, work: Promise<T>): Promise<T | 'late'> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      resolve('late')
    }, patience)
  })
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer)
  })
}
