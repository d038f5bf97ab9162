const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Resolves at the first SIGINT, SIGTERM or SIGHUP; at a second one the process ends at once, as it would by default. Those that
 * are `ignored` do nothing. npm and a terminal may both pass on the same Ctrl+C, so a repetition within a second is still the first.
 */
export const waitForSignal = (
  source: NodeJS.Process,
  ignored: ReadonlySet<NodeJS.Signals> = new Set(),
): Promise<void> =>
  new Promise((resolve) => {
    const heeded = signals.filter((signal) => !ignored.has(signal))
    // Without a listener Node would end at it.
    for (const signal of ignored) source.on(signal, () => undefined)
    const first = (): void => {
      const began = performance.now()
      for (const signal of heeded) {
        source.off(signal, first)
        source.on(signal, () => {
          if (performance.now() - began > 1_000) process.exit(130)
        })
      }
      resolve()
    }
    for (const signal of heeded) source.on(signal, first)
  })
