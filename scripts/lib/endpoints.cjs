'use strict';

/**
 * What an operation may call besides its own endpoint.
 * @param {any} operation
 */
exports.furtherEndpoints = ({ handler, simplifyReads = [], owner }) => [
	...(handler?.endpoints ?? []),
	...simplifyReads,
	...(owner ? [owner.endpoint] : []),
];
