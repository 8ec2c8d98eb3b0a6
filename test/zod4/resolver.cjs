'use strict';

/** What is built gets zod 4 for its `require('zod')`, as if n8n shipped it; all others keep theirs. */

const { join, sep } = require('node:path');

const dist = join(__dirname, '../../dist') + sep;

module.exports = (request, options) => {
	const isOurs = `${options.basedir}${sep}`.startsWith(dist);
	return options.defaultResolver(request === 'zod' && isOurs ? 'zod4' : request, options);
};
