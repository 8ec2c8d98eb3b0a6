'use strict';

/**
 * node loadPackage.cjs FOLDER: loads the package there as n8n does, in a process in which nothing can
 * reach a network, and constructs every node and credential that its package.json names. Prints what
 * they are called. Runs on any Node.js that package.json names.
 */
const Module = require('node:module');
const { basename, join, resolve, sep } = require('node:path');

const folder = resolve(process.argv[2]);
const manifest = require(join(folder, 'package.json'));
const OWN = ['n8n-workflow', 'zod', 'crypto'];

// n8n has these loaded before any package.
require('n8n-workflow');

/** @param {string} what */
const refuse = (what) => () => {
	throw new Error(`the package reached for ${what} while it was loaded`);
};
require('node:net').Socket.prototype.connect = refuse('the network');
require('node:dns').lookup = refuse('the network');
require('node:dgram').createSocket = refuse('the network');
globalThis.fetch = refuse('the network');

// Of the modules of Node.js and of others the package gets what it may have, nothing else.
const load = Module._load;
Module._load = function (request, parent, ...rest) {
	const isOurs = parent?.filename?.startsWith(folder + sep);
	const isInside = /^\.{0,2}\//.test(request) || request.startsWith(folder);
	const isTests = parent?.filename === __filename;
	if (isOurs && !isTests && !isInside && !OWN.includes(request)) refuse(request)();
	return load.call(this, request, parent, ...rest);
};

require(join(folder, manifest.main));
const names = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) => {
	const exported = require(join(folder, file));
	const [name] = basename(file).split('.');
	const one = new exported[name]();
	return one.description?.displayName ?? one.displayName;
});
process.stdout.write(`${JSON.stringify(names)}\n`);
