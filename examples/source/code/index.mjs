/** Code for Code nodes, written as modules so that tests can run it: in n8n they stand one above the other in one node. */
import { readFileSync } from 'node:fs';

/** @param {string[]} files in the order in which they need each other */
export const codeOf = (...files) =>
	files
		.map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
		.map((text) =>
			text
				.replace(/^import [^;]*;\n/gm, '')
				.replace(/^export /gm, '')
				.trim(),
		)
		.join('\n\n');
