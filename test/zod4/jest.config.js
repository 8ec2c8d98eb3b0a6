'use strict';

const base = require('../../jest.config.js');

/**
 * The built package with zod 4: the login, the triggers and the bodies that are
 * written as JSON, by the tests that run with zod 3 and with what those expect.
 */
module.exports = {
	...base,
	rootDir: '../..',
	resolver: '<rootDir>/test/zod4/resolver.cjs',
	testMatch: [
		'<rootDir>/test/zod4/*.test.cts',
		'<rootDir>/test/integration/{keys,tenants,operations,steps,lostInput,paymentInput}.test.cts',
		'<rootDir>/test/integration/{oddAnswers,refusals,poll,trigger*}.test.cts',
	],
};
