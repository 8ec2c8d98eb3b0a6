import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { catalog, problems } from '../../scripts/lib/built.cjs';

/* eslint-disable @typescript-eslint/no-require-imports */
const { renderErrors } = require('../../scripts/lib/errors-doc.cjs') as {
	renderErrors(problems: object): string;
};
const { renderOperations } = require('../../scripts/lib/operations-doc.cjs') as {
	renderOperations(catalog: readonly unknown[]): string;
};

const docs = resolve(__dirname, '../../docs');

test('docs/operations.md says what the catalog says (npm run docs writes it)', () => {
	expect(readFileSync(join(docs, 'operations.md'), 'utf8')).toBe(renderOperations(catalog));
});

test('docs/errors.md says what the error catalog says (npm run docs writes it)', () => {
	expect(readFileSync(join(docs, 'errors.md'), 'utf8')).toBe(renderErrors(problems));
});
