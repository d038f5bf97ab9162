/** Serves an app on a free port and says which. */
export const listen = (app) => {
  const server = app.listen(0, '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${server.address().port}/`)
  })
}
