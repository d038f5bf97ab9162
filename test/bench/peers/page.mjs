/** The counter's page: the same bytes from every server. */
export const counterPage = (count) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Counter example</title></head>
<body>
<h1>Count: ${count}</h1>
<form method="POST" action="/reset"><input type="submit" value="Reset" /></form>
</body>
</html>
`
