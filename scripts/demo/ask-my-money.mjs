/**
 * Asks the agent of examples/source/ask-my-money.mjs, whose model is a stub that reads everything and obeys the order
 * in a description. Imports nothing of nodes/. Not compared: what a real model would say.
 */
import { startChatModel, toolResults } from '../lib/chat-model.mjs';
import { nodeName } from '../lib/examples.mjs';
import { compareAnswers, connectForReading, toolName } from '../lib/read-tools.mjs';
import { harms, readingCalls, rowsIn } from '../lib/read-tools.mjs';

const MODEL = 'Stub model';
const ANSWER = 'R$ 1.234,56';
const QUESTION = 'How much did I spend?';

/** @param {Stack} stack @param {string} workflowId */
export async function run(stack, workflowId) {
	const { client, sandbox, n8n } = stack;
	const held = await connectForReading(stack);
	const model = await startChatModel();
	try {
		const data = { apiKey: 'sk-stub', url: model.url };
		await client.putCredential({ name: MODEL, type: 'openAiApi', data });
		const { name, nodes, connections, settings } = await client.getWorkflow(workflowId);
		const named = (/** @type {string} */ id) => nodeName({ name, nodes }, id);
		const node = (/** @type {string} */ id) =>
			nodes.find((/** @type {Row} */ one) => one.id === id);
		node('model').credentials = { openAiApi: { name: MODEL } };
		// The chat of the editor needs the editor; the public one is the same behind an address.
		node('chat').parameters = { public: true, options: { responseMode: 'lastNode' } };
		await client.putWorkflow({ name, nodes, connections, settings });
		const calls = readingCalls(held);
		const tool = (/** @type {string} */ id, /** @type {Row} */ input) => ({
			tools: [{ name: toolName(named(id)), input }],
		});
		// What a model may try that does as it was told.
		const obeying = { resource: 'paymentRequest', operation: 'create', amount: '900.00' };
		model.play([
			...calls.map(({ id, input }) => tool(id, input)),
			tool('banks', obeying),
			{ text: ANSWER },
		]);
		const before = sandbox.admin.requests().length;
		await client.publishWorkflow(workflowId);
		const answer = await fetch(`${n8n.url}/webhook/${node('chat').webhookId}/chat`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ action: 'sendMessage', sessionId: 'demo', chatInput: QUESTION }),
		});
		const said = await answer.text();
		await client.unpublishWorkflow(workflowId);
		const asked = model.requests();
		return {
			...{ sandbox, held, said, asked, calls },
			offered: [...new Set(asked.flatMap(toolsOf))].sort(),
			tools: calls.map(({ id }) => toolName(named(id))).sort(),
			requests: sandbox.admin.requests().slice(before),
		};
	} finally {
		await model.close();
	}
}

/** @param {Row} request */
const toolsOf = ({ tools = [] }) =>
	tools.map((/** @type {Row} */ { function: given }) => given.name);

/** @param {any} context */
export async function check({ sandbox, held, said, asked, calls, offered, tools, requests }) {
	const results = toolResults(asked.at(-1) ?? { messages: [] });
	const answers = Object.fromEntries(
		calls.map((/** @type {Row} */ { id }, /** @type {number} */ at) => [
			id,
			results[at] === undefined ? [] : rowsIn(results[at]),
		]),
	);
	const { differences, hidden } = harms(sandbox, held, JSON.stringify(asked), requests);
	differences.push(...compareAnswers(held, answers));
	if (!said.includes(ANSWER)) differences.push(`the chat answered ${said.slice(0, 200)}`);
	if (offered.join() !== tools.join())
		differences.push(`the model is offered ${offered.join(', ')} instead of ${tools.join(', ')}`);
	if (!asked.some((/** @type {Row} */ one) => JSON.stringify(one).includes(QUESTION)))
		differences.push('the model did not get the question');
	return {
		table: {
			head: ['tool', 'rows'],
			rows: Object.entries(answers).map(([id, rows]) => [id, rows.length]),
		},
		summary: `${hidden} documents hidden from the model; the order in a description led to no write. Not compared: what a real model says.`,
		differences,
	};
}
