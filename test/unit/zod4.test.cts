/**
 * The schemas with zod 4, which the zod 3 that n8n ships has inside: a node gets n8n's copy, whatever
 * it is by then.
 */
jest.mock('zod', () => jest.requireActual<object>('zod/v4'));

test('this is zod 4', () => {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const { errorBody } = require('../../nodes/shared/schemas') as { errorBody: object };
	expect(errorBody).toHaveProperty('_zod');
});

describe.each([
	'schemas',
	'errors',
	'diagnosis',
	'parsers',
	'badInput',
	'secrets',
	'trigger',
	'transport',
])('zod 4: %s', (name) => {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	require(`./${name}.test.cts`);
});
