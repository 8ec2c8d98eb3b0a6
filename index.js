'use strict';

/**
 * For tests and tools. n8n itself loads the files named in package.json under "n8n".
 */
const { PluggyApi } = require('./dist/credentials/PluggyApi.credentials');
const { Pluggy } = require('./dist/nodes/Pluggy/Pluggy.node');
const { PluggyTrigger } = require('./dist/nodes/PluggyTrigger/PluggyTrigger.node');
const { PluggyPollTrigger } = require('./dist/nodes/PluggyPollTrigger/PluggyPollTrigger.node');
const { catalog } = require('./dist/nodes/Pluggy/catalog');
const problems = require('./dist/nodes/shared/problems');

module.exports = { PluggyApi, Pluggy, PluggyTrigger, PluggyPollTrigger, catalog, problems };
