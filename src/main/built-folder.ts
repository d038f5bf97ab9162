import { fileURLToPath } from 'node:url'

/** Another part of the built application, beside this one: all of it is in one file when it is installed. */
export const builtFolder = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))
