'use strict';

/**
 * What an operation may call besides its own endpoint.
 * @param {any} operation
 */
exports.furtherEndpoints = ({ steps, simplifyReads = [], owner }) => [
	...(steps?.endpoints ?? []),
	...simplifyReads,
	...(owner ? [owner.endpoint] : []),
];
