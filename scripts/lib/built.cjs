'use strict';

/**
 * The one door of tests, tools and benchmarks to what is built in dist, with the types of its
 * sources. Each module is loaded when it is asked for.
 */
const { join } = require('node:path');

const load = (/** @type {string} */ file) => require(join(__dirname, '../../dist', file));

module.exports = {
	/** @returns {typeof import('../../credentials/PluggyApi.credentials').PluggyApi} */
	get PluggyApi() {
		return load('credentials/PluggyApi.credentials').PluggyApi;
	},
	/** @returns {typeof import('../../nodes/Pluggy/Pluggy.node').Pluggy} */
	get Pluggy() {
		return load('nodes/Pluggy/Pluggy.node').Pluggy;
	},
	/** @returns {typeof import('../../nodes/PluggyTrigger/PluggyTrigger.node').PluggyTrigger} */
	get PluggyTrigger() {
		return load('nodes/PluggyTrigger/PluggyTrigger.node').PluggyTrigger;
	},
	/** @returns {typeof import('../../nodes/PluggyPollTrigger/PluggyPollTrigger.node').PluggyPollTrigger} */
	get PluggyPollTrigger() {
		return load('nodes/PluggyPollTrigger/PluggyPollTrigger.node').PluggyPollTrigger;
	},
	/** @returns {typeof import('../../nodes/PluggyPollTrigger/polling')} */
	get polling() {
		return load('nodes/PluggyPollTrigger/polling');
	},
	/** @returns {typeof import('../../nodes/Pluggy/catalog').catalog} */
	get catalog() {
		return load('nodes/Pluggy/catalog').catalog;
	},
	/** @returns {typeof import('../../nodes/shared/problems')} */
	get problems() {
		return load('nodes/shared/problems');
	},
	/** @returns {typeof import('../../nodes/shared/client/clock').clock} */
	get clock() {
		return load('nodes/shared/client/clock').clock;
	},
	/** @returns {typeof import('../../nodes/Pluggy/diagnosis')} */
	get diagnosis() {
		return load('nodes/Pluggy/diagnosis');
	},
	/** @returns {typeof import('../../nodes/shared/problems/errors')} */
	get errors() {
		return load('nodes/shared/problems/errors');
	},
	/** @returns {typeof import('../../nodes/shared/client/gate')} */
	get gate() {
		return load('nodes/shared/client/gate');
	},
	/** @returns {typeof import('../../nodes/shared/problems/redact')} */
	get redaction() {
		return load('nodes/shared/problems/redact');
	},
	/** @returns {typeof import('../../nodes/shared/client/login')} */
	get login() {
		return load('nodes/shared/client/login');
	},
	/** @returns {typeof import('../../nodes/shared/schemas')} */
	get schemas() {
		return load('nodes/shared/schemas');
	},
	/** @returns {typeof import('../../nodes/Pluggy/run')} */
	get running() {
		return load('nodes/Pluggy/run');
	},
	/** @returns {typeof import('../../nodes/Pluggy/runMemory')} */
	get runMemory() {
		return load('nodes/Pluggy/runMemory');
	},
	/** @returns {typeof import('../../nodes/Pluggy/simplify')} */
	get simplify() {
		return load('nodes/Pluggy/simplify');
	},
	/** @returns {typeof import('../../nodes/Pluggy/openedLists')} */
	get openedLists() {
		return load('nodes/Pluggy/openedLists');
	},
	/** @returns {typeof import('../../nodes/Pluggy/uncertain')} */
	get uncertain() {
		return load('nodes/Pluggy/uncertain');
	},
};
