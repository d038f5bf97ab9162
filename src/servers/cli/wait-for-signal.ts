const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Resolves at the first SIGINT or SIGTERM; at a second one the process ends at once, as it would by default.
 * npm and a terminal may both pass on the same Ctrl+C, so a repetition within a second is still the first.
 */
export const waitForSignal = (source: NodeJS.Process): Promise<void> =>
  new Promise((resolve) => {
    const first = (): void => {
      const began = performance.now()
      for (const signal of signals) {
        source.off(signal, first)
        source.on(signal, () => {
          if (performance.now() - began > 1_000) process.exit(130)
        })
      }
      resolve()
    }
    for (const signal of signals) source.on(signal, first)
  })
