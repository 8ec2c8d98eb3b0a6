/** A reporter of node:test that ends with one line of JSON: how many tests passed, which failed, which were skipped. */

/** @param {AsyncIterable<{ type: string, data: any }>} source */
export default async function* counting(source) {
	let passed = 0;
	const failed = [];
	const skipped = [];
	/** Whether something that ended had tests of its own, by how deep these are. @type {boolean[]} */
	const inner = [];
	for await (const { type, data } of source) {
		if (type !== 'test:pass' && type !== 'test:fail') continue;
		const { name, nesting, skip, details } = data;
		const hadTests = inner[nesting + 1] === true;
		inner.length = nesting + 1;
		inner[nesting] = true;
		const error = details?.error;
		if (skip !== undefined) skipped.push({ name, reason: String(skip) });
		else if (type === 'test:fail') {
			if (hadTests && error?.failureType === 'subtestsFailed') continue;
			failed.push({ name, error: String(error?.cause?.message ?? error?.message).slice(0, 400) });
		} else if (!hadTests) passed++;
	}
	yield `${JSON.stringify({ passed, failed, skipped })}\n`;
}
