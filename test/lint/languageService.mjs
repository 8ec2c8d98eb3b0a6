/**
 * GitHub's own language service for workflows. It is written for bundlers and imports JSON without saying
 * so: Node.js is told here.
 */
import { registerHooks } from 'node:module';

registerHooks({
	load: (url, context, next) =>
		next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});

const { validate } = await import('@actions/languageservice');
const { TextDocument } = await import('vscode-languageserver-textdocument');

let asked = 0;

/** What it says about a workflow: a line each. @param {string} name @param {string} text */
export async function problemsOf(name, text) {
	// It remembers what it read of an address.
	asked += 1;
	const address = `file:///${asked}/.github/workflows/${name}`;
	const document = TextDocument.create(address, 'yaml', 1, text);
	return (await validate(document)).map(
		({ message, range }) => `${range.start.line + 1}: ${message}`,
	);
}
