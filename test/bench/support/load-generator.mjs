import autocannon from 'autocannon'

// A process of its own, kept for the whole bench, so that no round pays for its start. Each message is a job; the answer
// says what came of it.
process.on('message', async ({ url, seconds, clients }) => {
  let next = 0
  const options = {
    url,
    duration: seconds,
    connections: clients.length,
    timeout: 30,
    requests: clients[0],
    setupClient,
  }
  function setupClient(client) {
    client.setRequests(clients[next++ % clients.length])
  }
  const result = await autocannon(options)
  process.send({
    perSecond: result.requests.total / result.duration,
    answered: result.requests.total,
    failed: result.errors + result.non2xx,
    p50: result.latency.p50,
    p99: result.latency.p99,
  })
})
