/**
 * The schemas with zod 4: a node gets n8n's copy, whatever it is by then. test/zod4 does the same for
 * what is built.
 */
jest.mock('zod', () => jest.requireActual<object>('zod4'));

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
	'poll',
	'pollSettings',
	'transport',
])('zod 4: %s', (name) => {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	require(`./${name}.test.cts`);
});
