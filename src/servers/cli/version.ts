import { version } from '../../../package.json'

/** The version of the product, as its package says. */
export const productVersion: string = version
