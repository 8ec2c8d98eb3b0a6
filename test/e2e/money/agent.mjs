/** A payment as a tool of a model that calls it again: n8n's AI Agent, and its MCP Server Trigger. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { outputOf } from '../../../scripts/lib/n8n-client.mjs';
import { dialectOf } from '../../../scripts/lib/n8n-dialect.mjs';
import { publish } from '../triggers.mjs';
import { inARow } from '../workflow.mjs';
import { startChatModel, toolResults } from '../../../scripts/lib/chat-model.mjs';
import { CONTINUE, loseAnswer, made, pay, PAY, refuse, seen, startCounting } from './pay.mjs';

const AGENT = 'Agent';
const MODEL = 'Model';
const MCP_PATH = 'money-mcp';

/** What a model may have to read about a refusal: in one text, and in all members of an error row. */
const LONGEST_TEXT = 1_200;
const LONGEST_ANSWER = 3_000;

/** Told as what to do, not as what was done. */
const NOT_AGAIN = /\b(do|must) not\b[^.]*\b(repeat|again|call)/i;

/** What n8n puts in place of messages that name a network error: never for a payment. */
const TRY_AGAIN = /retry the request|wait and retry|retry on fail/i;

const payTool = (settings = {}) => ({
	...pay(settings, { amount: "={{ $fromAI('amount', 'How much is paid', 'number') }}" }),
	type: 'n8n-nodes-pluggy.pluggyTool',
});

const tenReais = { name: PAY, input: { amount: 10 } };
const calls = (...tools) => ({ tools });
const done = { text: 'Done.' };

/** @param {string} name @param {number} version of the AI Agent @param {object} [settings] of the tool */
function agentWorkflow(name, version, settings) {
	const agent = {
		name: AGENT,
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: version,
		parameters: { promptType: 'define', text: 'Pay ten reais.', options: {} },
	};
	const model = {
		name: MODEL,
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.3,
		parameters: {
			model: { __rl: true, mode: 'id', value: 'scripted' },
			responsesApiEnabled: false,
			options: {},
		},
		credentials: { openAiApi: { name: MODEL } },
	};
	const workflow = inARow(name, [agent, model, payTool(settings)]);
	const [start] = workflow.nodes;
	const into = (type) => ({ [type]: [[{ node: AGENT, type, index: 0 }]] });
	workflow.connections = {
		[start.name]: into('main'),
		[MODEL]: into('ai_languageModel'),
		[PAY]: into('ai_tool'),
	};
	return workflow;
}

/** @returns {string[]} */
const textsIn = (value) =>
	value !== null && typeof value === 'object'
		? Object.values(value).flatMap(textsIn)
		: [String(value)];

/** @param {import('node:test').TestContext} t @param {{ client: any, sandbox: any }} stack */
async function agentTests(t, { client, sandbox }, model) {
	/** @returns the execution, and what the tool answered as the model read it in the end */
	async function run(workflow, turns) {
		model.play(turns);
		const execution = await client.runWorkflow((await client.putWorkflow(workflow)).id);
		assert.deepEqual(outputOf(execution, AGENT), [{ output: done.text }]);
		return { execution, results: toolResults(model.requests().at(-1)) };
	}

	const newest = dialectOf().agent;
	const cases = [
		// Version 3 runs a tool as a node of its own, one call after another.
		{ version: newest, turns: [calls(tenReais, tenReais), calls(tenReais), done] },
		{
			version: newest,
			settings: CONTINUE,
			turns: [calls(tenReais, tenReais), calls(tenReais), done],
		},
		// Version 2 gives the model an empty text for whatever a tool throws.
		{ version: 2.2, turns: [calls(tenReais), calls(tenReais), calls(tenReais), done] },
	];
	for (const { version, settings, turns } of cases) {
		const how = settings ? ', Continue On Fail' : '';
		await t.test(`AI Agent ${version}${how}: three calls, one payment`, async (one) => {
			startCounting(sandbox);
			loseAnswer(sandbox);
			const name = `Money: agent ${version}${how}`;
			const { execution, results } = await run(agentWorkflow(name, version, settings), turns);
			const counted = [seen(sandbox).length, made(sandbox).length];
			one.diagnostic(`${counted[0]} requests; the model read first: ${results[0]}`);
			assert.deepEqual(counted, [1, 1]);
			const [lost, ...later] = results;
			assert.match(lost, /outcome unknown/i);
			assert.match(lost, NOT_AGAIN);
			// How to find out, and what to look for.
			assert.match(lost, /Payment Request: Get Many/);
			assert.match(lost, /Client Payment ID/);
			assert.ok(lost.includes(`n8n-${execution.id}-0-0`), lost);
			assert.equal(later.length, 2);
			for (const result of later) {
				assert.match(result, /not sent/i);
				assert.match(result, /outcome[^.]* unknown|unknown outcome/i);
			}
			for (const result of results) assert.doesNotMatch(result, TRY_AGAIN);
		});

		await t.test(`AI Agent ${version}${how}: a refusal is told, in short`, async () => {
			startCounting(sandbox);
			refuse(sandbox, 'This recipient takes no PIX on Sundays');
			refuse(sandbox, `Too much of it. ${'All of it again. '.repeat(2_000)}`);
			const name = `Money: agent ${version}${how}, refused`;
			const { results } = await run(agentWorkflow(name, version, settings), [
				calls(tenReais),
				calls(tenReais),
				calls(tenReais),
				done,
			]);
			assert.match(results[0], /takes no PIX on Sundays/);
			assert.match(results[1], /Too much of it/);
			for (const result of results.slice(0, 2)) {
				const longest = Math.max(...textsIn(JSON.parse(result)).map(({ length }) => length));
				assert.ok(longest <= LONGEST_TEXT, `a text of ${longest} characters`);
				assert.ok(result.length <= LONGEST_ANSWER, `${result.length} characters`);
			}
			// Nothing is unknown, so the model may try again.
			assert.match(results[2], /"status":"CREATED"/);
			assert.deepEqual([seen(sandbox).length, made(sandbox).length], [3, 1]);
		});
	}
}

/** One session of an MCP client. @param {string} url */
async function mcpSession(url) {
	let session;
	let id = 0;
	async function send(message) {
		const answer = await fetch(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(session && { 'mcp-session-id': session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
		});
		session ??= answer.headers.get('mcp-session-id');
		const text = await answer.text();
		assert.ok(answer.ok, `${answer.status} ${text}`);
		return text;
	}
	async function ask(method, params) {
		const text = await send({ id: (id += 1), method, params });
		// One event; its data is the answer.
		return JSON.parse(String(/^data: (.*)$/m.exec(text)?.[1])).result;
	}
	const clientInfo = { name: 'e2e', version: '1' };
	await ask('initialize', { protocolVersion: '2025-03-26', capabilities: {}, clientInfo });
	await send({ method: 'notifications/initialized' });
	return {
		/** What a tool answered, as text. @param {{ name: string, input: object }} call */
		call: async ({ name, input }) => {
			const { content } = await ask('tools/call', { name, arguments: input });
			return content.map(({ text }) => text).join('\n');
		},
	};
}

/** @param {import('node:test').TestContext} t @param {{ client: any, sandbox: any, n8n: any }} stack */
async function mcpTests(t, { client, sandbox, n8n }) {
	const trigger = {
		name: 'MCP',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2.1,
		webhookId: randomUUID(),
		parameters: { authentication: 'none', path: MCP_PATH },
	};
	const workflow = inARow('Money: MCP', [trigger, payTool()]);
	workflow.nodes.shift();
	workflow.connections = { [PAY]: { ai_tool: [[{ node: 'MCP', type: 'ai_tool', index: 0 }]] } };
	const { id } = await client.putWorkflow(workflow);
	await publish(client, id);

	// n8n gives the tool no execution and no memory there.
	await t.test('MCP Server Trigger: three calls, one payment', async (one) => {
		startCounting(sandbox);
		loseAnswer(sandbox);
		const { call } = await mcpSession(`${n8n.url}/mcp/${MCP_PATH}`);
		const results = [await call(tenReais), await call(tenReais), await call(tenReais)];
		one.diagnostic(`${seen(sandbox).length} requests; the client read first: ${results[0]}`);
		assert.deepEqual([seen(sandbox).length, made(sandbox).length], [1, 1]);
		assert.match(results[0], /outcome unknown/i);
		assert.match(results[0], NOT_AGAIN);
		for (const result of results.slice(1)) assert.match(result, /not sent/i);
		for (const result of results) assert.doesNotMatch(result, TRY_AGAIN);
		// Another payment is another matter.
		assert.match(await call({ name: PAY, input: { amount: 11 } }), /"status":"CREATED"/);
	});
	await client.unpublishWorkflow(id);
}

/** @param {import('node:test').TestContext} t @param {{ client: any, sandbox: any, n8n: any }} stack */
export async function toolTests(t, stack) {
	const model = await startChatModel();
	try {
		const data = { apiKey: 'sk-scripted', url: model.url };
		await stack.client.putCredential({ name: MODEL, type: 'openAiApi', data });
		await agentTests(t, stack, model);
		await mcpTests(t, stack);
	} finally {
		await model.close();
	}
}
