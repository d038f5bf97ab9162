import type { LabLink } from '../../../shared/wire/lab-link.ts'

/**
 * A {@link LabLink} on which a change of the settings is a barrier: what is called after it waits until it is in force.
 * So the switch may show at once what was asked for, and a reload that is clicked right after it finds it so.
 */
export const createOrderedLink = (link: LabLink): LabLink => {
  let settled: Promise<unknown> = Promise.resolve()
  return {
    observe: (after, listener) => link.observe(after, listener),
    call: (name, input) => {
      const result = settled.then(() => link.call(name, input))
      if (name === 'settings.change') settled = result
      return result
    },
  }
}
