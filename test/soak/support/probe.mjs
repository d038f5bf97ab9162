// Loaded into a program before it starts (`node --import`): tells, when asked over IPC, what the process holds.
process.on('message', () => {
  // Twice: what a finalizer let go of in the first collection is garbage only in the second.
  globalThis.gc?.()
  setImmediate(() => {
    globalThis.gc?.()
    const { heapUsed, rss } = process.memoryUsage()
    process.send?.({ heap: heapUsed, rss, resources: process.getActiveResourcesInfo() })
  })
})
process.channel?.unref()
