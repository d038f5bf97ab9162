/** How long each fault goes on under load, in seconds. `npm run soak -- --minutes N` shares out the minutes. */
export const seconds = Number(process.env['SOAK_SECONDS'] ?? 30)

/** How long the load goes on before anything is broken or measured: code is compiled, pools are filled. */
export const warmUp = Math.min(8, Math.max(3, seconds / 5))
