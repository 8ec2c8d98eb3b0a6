/** What a person does with a workflow: fills in its form, as a browser does, or a field of a node. */
import { until } from './until.mjs';

/**
 * @param {N8nClient} client
 * @param {string} path of the form
 * @param {string[]} values in the order of the fields
 * @returns {Promise<string | null>} where the form sends the browser at its end, if it does
 */
export async function fillForm({ url }, path, values) {
	const body = new FormData();
	for (const [index, value] of values.entries()) body.append(`field-${index}`, value);
	const response = await fetch(new URL(`/form/${path}`, url), { method: 'POST', body });
	const text = await response.text();
	if (!response.ok) throw new Error(`The form answered ${response.status}: ${text}`);
	const { formWaitingUrl } = JSON.parse(text);
	if (!formWaitingUrl) return null;
	const { pathname, search } = new URL(formWaitingUrl);
	const last = new URL(pathname + search, url);
	// While the workflow runs, n8n keeps the browser waiting.
	const page = await until('the last page of the form', async () => {
		const signal = AbortSignal.timeout(2_000);
		const text = await fetch(last, { signal }).then(
			(answer) => answer.text(),
			() => '',
		);
		return /id=['"]redirectUrl['"] href=['"]([^'"]+)/.exec(text)?.[1];
	});
	// Then the page tells n8n that it was shown.
	await fetch(last, { method: 'POST', body: new FormData() });
	return page.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
}

/**
 * @param {N8nClient} client
 * @param {string} workflowId
 * @param {string} nodeName
 * @param {(parameters: Row) => void} change
 */
export async function changeNode(client, workflowId, nodeName, change) {
	const { name, nodes, connections, settings, meta } = await client.getWorkflow(workflowId);
	change(nodes.find((/** @type {Row} */ node) => node.name === nodeName).parameters);
	await client.putWorkflow({ name, nodes, connections, settings, meta });
}
