// What the public linter for OpenAPI (Redocly's recommended rules) says of a document: a line each.
//     node lint_openapi.mjs NODE_MODULES < openapi.json
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(`${process.argv[2]}/`));
const { lintFromString, createConfig } = await import(pathToFileURL(require.resolve('@redocly/openapi-core')));
const config = await createConfig({
  extends: ['recommended'],
  rules: { 'no-server-example.com': 'off' }, // the tested server is on the loopback
});
const source = readFileSync(0, 'utf8');
for (const problem of await lintFromString({ source, absoluteRef: 'openapi.json', config }))
  console.log(`${problem.ruleId}: ${problem.message} (${problem.location?.[0]?.pointer})`);
