/**
 * Calls the tools of examples/source/mcp-server.mjs with the client of the Model Context Protocol's own SDK, which
 * n8n brings along. Imports nothing of nodes/.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { nodeName } from '../lib/examples.mjs';
import { ensureN8n } from '../lib/n8n-install.mjs';
import { compareAnswers, connectForReading, toolName } from '../lib/read-tools.mjs';
import { harms, readingCalls, rowsIn } from '../lib/read-tools.mjs';

/** What n8n answers to whoever has not the token. */
const REFUSED = '403';
const TOKEN = 'a-long-token-that-somebody-invented';
const CREDENTIAL = { name: 'MCP token', type: 'httpBearerAuth', data: { token: TOKEN } };

/** @param {string} url @param {string} [token] */
async function connect(url, token) {
	// Not one of our dependencies, so it has no types here.
	const load = createRequire(join(await ensureN8n(), 'node_modules', 'package.json'));
	const sdk = (/** @type {string} */ file) => load(`@modelcontextprotocol/sdk/client/${file}`);
	const { Client } = sdk('index.js');
	const { StreamableHTTPClientTransport: Transport } = sdk('streamableHttp.js');
	const client = new Client({ name: 'demo', version: '1' });
	const headers = token ? { authorization: `Bearer ${token}` } : {};
	await client.connect(new Transport(new URL(url), { requestInit: { headers } }));
	return client;
}

/** @param {Stack} stack @param {string} workflowId */
export async function run(stack, workflowId) {
	const { client, sandbox, n8n } = stack;
	const held = await connectForReading(stack);
	await client.putCredential(CREDENTIAL);
	const { name, nodes, connections, settings } = await client.getWorkflow(workflowId);
	const server = nodes.find((/** @type {Row} */ { id }) => id === 'server');
	server.credentials = { [CREDENTIAL.type]: { name: CREDENTIAL.name } };
	await client.putWorkflow({ name, nodes, connections, settings });
	const named = (/** @type {string} */ id) => toolName(nodeName({ name, nodes }, id));
	const calls = readingCalls(held);
	const before = sandbox.admin.requests().length;
	await client.publishWorkflow(workflowId);
	const url = `${n8n.url}/mcp/${server.parameters.path}`;
	try {
		const refused = [];
		for (const token of [undefined, 'another-token']) {
			const trouble = await connect(url, token).then(
				() => 'none',
				(error) => String(error.code ?? error.message),
			);
			refused.push(trouble);
		}
		const mcp = await connect(url, TOKEN);
		const { tools } = await mcp.listTools();
		const answers = [];
		for (const { id, input } of calls) {
			const { content } = await mcp.callTool({ name: named(id), arguments: input });
			answers.push([id, content.map((/** @type {Row} */ { text }) => text).join('')]);
		}
		await mcp.close();
		return {
			...{ sandbox, held, refused, answers },
			offered: tools.map((/** @type {Row} */ tool) => tool.name).sort(),
			tools: calls.map(({ id }) => named(id)).sort(),
			requests: sandbox.admin.requests().slice(before),
		};
	} finally {
		await client.unpublishWorkflow(workflowId);
	}
}

/** @param {any} context */
export async function check({ sandbox, held, refused, answers, offered, tools, requests }) {
	const texts = Object.fromEntries(answers);
	const { differences, hidden } = harms(sandbox, held, JSON.stringify(texts), requests);
	const rows = Object.fromEntries(
		Object.entries(texts).map(([id, text]) => [id, rowsIn(String(text))]),
	);
	differences.push(...compareAnswers(held, rows));
	if (refused.some((/** @type {string} */ one) => !one.includes(REFUSED)))
		differences.push(`without its token it answers ${refused.join(' and ')}`);
	if (offered.join() !== tools.join())
		differences.push(`it offers ${offered.join(', ')} instead of ${tools.join(', ')}`);
	return {
		table: {
			head: ['tool', 'rows'],
			rows: Object.entries(rows).map(([id, list]) => [id, list.length]),
		},
		summary: `Refused without the token and with another (${refused.join(', ')}); ${hidden} documents hidden.`,
		differences,
	};
}
