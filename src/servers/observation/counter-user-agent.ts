/** The User-Agent of the counter's requests to the key-value service. */
export const counterUserAgent = 'sessionscope-counter'
