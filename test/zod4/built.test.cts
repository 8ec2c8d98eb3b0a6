import { schemas } from '../../scripts/lib/built.cjs';

test('what is built runs with zod 4, and nothing else does', () => {
	/* eslint-disable @typescript-eslint/no-require-imports */
	expect(schemas.authAnswer).toHaveProperty('_zod.version.major', 4);
	const { z } = require('zod') as typeof import('zod');
	/* eslint-enable @typescript-eslint/no-require-imports */
	expect(z.string()).not.toHaveProperty('_zod');
});
