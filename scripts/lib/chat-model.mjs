/**
 * A chat model that follows a script: speaks OpenAI's chat completions over HTTP, so that n8n's own
 * AI Agent runs with it. What it was asked is kept: this is what a model reads of a tool.
 */
import { createServer } from 'node:http';

const PATH = '/v1/chat/completions';

/**
 * @typedef {{ tools: Array<{ name: string, input?: object }> } | { text: string }} Turn
 *   what the model does next: calls tools, several at once or one, or answers
 */

/** @param {Turn} turn @param {number} count of answers so far */
function messageOf(turn, count) {
	if ('text' in turn) return { role: 'assistant', content: turn.text };
	const calls = turn.tools.map(({ name, input = {} }, place) => ({
		id: `call_${count}_${place}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(input) },
	}));
	return { role: 'assistant', content: null, tool_calls: calls };
}

/** @param {import('node:http').IncomingMessage} request */
async function bodyOf(request) {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) text += chunk;
	return JSON.parse(text);
}

/** What the tools answered, as the model reads it. @param {{ messages: any[] }} request */
export const toolResults = ({ messages }) =>
	messages
		.filter(({ role }) => role === 'tool')
		.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));

/** @returns a model on the loopback address; `play` gives it its turns and empties `requests` */
export async function startChatModel() {
	/** @type {Turn[]} */
	let script = [];
	/** @type {any[]} */
	let requests = [];
	let count = 0;
	const server = createServer(async (request, response) => {
		const answer = (/** @type {number} */ status, /** @type {unknown} */ body) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		};
		if (request.method !== 'POST' || request.url !== PATH) {
			return answer(404, { error: { message: `No ${request.method} ${request.url}` } });
		}
		const body = await bodyOf(request);
		requests.push(body);
		const turn = script.shift() ?? { text: 'The script of the model is over.' };
		count += 1;
		const message = messageOf(turn, count);
		return answer(200, {
			id: `chatcmpl-${count}`,
			object: 'chat.completion',
			created: 0,
			model: body.model,
			choices: [{ index: 0, message, finish_reason: 'text' in turn ? 'stop' : 'tool_calls' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		});
	});
	await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		url: `http://127.0.0.1:${port}/v1`,
		/** @param {Turn[]} turns */
		play(turns) {
			script = [...turns];
			requests = [];
		},
		requests: () => requests,
		close: () =>
			new Promise((done) => {
				server.close(() => done(undefined));
				server.closeAllConnections();
			}),
	};
}
